// Takes the pictures of README and guide from a running demonstration with a fresh data directory.
//   DanVan__DataDirectory=$(mktemp -d) dotnet run --project DanVanDashboard
// and beside it, in an empty folder:
//   npm i playwright-core && CHROMIUM=/usr/bin/chromium node …/docs/pictures/make.mjs http://localhost:5080
// Names as further arguments take only those pictures.
import { createRequire } from 'node:module';
import path from 'node:path';

const { chromium } = createRequire(path.join(process.cwd(), 'x.js'))('playwright-core');
const here = path.dirname(new URL(import.meta.url).pathname);
const base = process.argv[2] ?? 'http://localhost:5080';
const only = process.argv.slice(3);

const pictures = [
  { name: 'overview', user: 'thuongtruc', at: '/', size: [1440, 900] },
  { name: 'overview-phone', user: 'thuongtruc', at: '/', size: [375, 812] },
  { name: 'overview-hall', user: 'thuongtruc', at: '/', size: [3840, 2160], theme: 'dark' },
  { name: 'mo-hinh', user: 'thuongtruc', at: '/mo-hinh?loc=recognised', size: [1440, 900] },
  { name: 'tien-do', user: 'thuongtruc', at: '/tien-do', size: [1440, 900] },
  { name: 'bieu-do', user: 'thuongtruc', at: '/', size: [1440, 900], press: '[data-larger=time]', until: '.plotly-plot .main-svg' },
  { name: 'so-lieu', user: 'bandanvan', at: '/so-lieu', size: [1440, 900] },
  { name: 'dang-ky', user: 'xa-binhlu', at: '/mo-hinh/dang-ky', size: [1440, 900] },
  { name: 'mot-mo-hinh', user: 'duyet-binhlu', at: '/mo-hinh', size: [1440, 900], open: 'main a[href*="/mo-hinh/mo-phong-"]' },
  { name: 'bao-cao-ky', user: 'xa-binhlu', at: '/bao-cao', size: [1440, 900] },
  { name: 'ky-bao-cao', user: 'bandanvan', at: '/quan-tri/ky-bao-cao', size: [1440, 900] },
  { name: 'tong-hop', user: 'bandanvan', at: '/bao-cao/tong-hop', size: [1440, 900] },
  { name: 'doi-thay', user: 'bandanvan', at: '/dia-ban/doi-thay?huyen=12-1997/106', size: [1440, 900] },
  { name: 'hai-ngay', user: 'thuongtruc', at: '/dia-ban/hai-ngay?trai=2024-12-31', size: [1440, 900] },
  { name: 'so-sanh', user: 'thuongtruc', at: '/so-sanh?ky=2026', size: [1440, 900] },
  { name: 'dien-bien', user: 'thuongtruc', at: '/dien-bien?ky=tat-ca', size: [1440, 900] },
  { name: 'trinh-chieu', user: 'bandanvan', at: '/trinh-chieu?ky=2026', size: [1440, 900] },
  { name: 'trang-chieu', user: 'bandanvan', at: '/trinh-chieu/chieu?mau=tong-ket&phong-trao=mo-phong-2026-2030&ky=2026#3', size: [1920, 1080], theme: 'dark' },
  { name: 'dien-gia', user: 'bandanvan', at: '/trinh-chieu/dien-gia?mau=tong-ket&phong-trao=mo-phong-2026-2030&ky=2026', size: [1440, 900] },
  { name: 'xuat-tep', user: 'bandanvan', at: '/', size: [1440, 620], press: '[data-testid=take] summary', until: '.take-list' },
  { name: 'mat-ket-noi', user: 'thuongtruc', at: '/', size: [1440, 420], offline: true },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
for (const { name, user, at, size: [width, height], offline, theme = 'light', press, until, open } of pictures.filter(p => only.length === 0 || only.includes(p.name))) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  const page = await context.newPage();
  page.on('pageerror', error => console.error(name, error.message));
  page.on('console', message => !offline && message.type() === 'error' && console.error(name, message.text()));
  const lines = [];
  if (offline) {
    await page.routeWebSocket('**/_blazor**', line => {
      line.connectToServer();
      lines.push(line);
    });
  }
  await page.goto(base + '/dang-nhap');
  await page.getByTestId('demo-' + user).click();
  await page.waitForURL(url => url.pathname !== '/dang-nhap');
  await page.goto(base + at);
  // A page that is shown keeps a question open for as long as nothing changes.
  await page.waitForLoadState('networkidle', { timeout: 6000 }).catch(() => undefined);
  await page.evaluate(() => document.fonts.ready);
  if (open) {
    await page.goto(base + (await page.locator(open).first().getAttribute('href')));
    await page.waitForLoadState('networkidle');
  }
  if (press) {
    await page.locator('[data-live="live"]').first().waitFor();
    await page.locator(press).click();
    await page.locator(until).first().waitFor();
  }
  if (offline) {
    await page.locator('[data-live="live"]').first().waitFor();
    await page.route('**/healthz', route => route.abort());
    lines.forEach(line => line.close());
    await page.locator('[data-live="lost"]').first().waitFor({ timeout: 60_000 });
    await page.locator('.components-reconnect-show').waitFor();
  }
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(here, name + '.png'), animations: 'disabled' });
  await context.close();
  console.log(name);
}
await browser.close();
