using System.Net;
using System.Text.RegularExpressions;

namespace DanVanDashboard.Tests.Support;

/// <summary>A browser without scripts: it keeps cookies, follows no redirect, and posts forms with the hidden fields of the page they stand on.</summary>
internal sealed partial class FormClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly CookieContainer _cookies = new();

    public FormClient(Uri address) => _http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The page that was answered last.</summary>
    public string Page { get; private set; } = "";

    /// <summary>Cookies set by the last answer, as they were sent.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];

    public string? CookieOf(string name) => _cookies.GetCookies(_http.BaseAddress!)[name]?.Value;

    public void SetCookie(string name, string value) => _cookies.Add(_http.BaseAddress!, new Cookie(name, value));

    /// <summary>Opens a page; the status and, where it leads on, to where.</summary>
    public async Task<(HttpStatusCode Status, string? To)> OpenAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return await SendAsync(request);
    }

    /// <summary>Posts the form of <paramref name="page"/> whose handler is <paramref name="form"/>, or a plain one to another address.</summary>
    public async Task<(HttpStatusCode Status, string? To)> PostAsync(string page, string? form, params (string Name, string Value)[] fields)
    {
        await OpenAsync(page);
        return await PostOpenAsync(page, form, fields);
    }

    /// <summary>Posts a form of the page that is open.</summary>
    public async Task<(HttpStatusCode Status, string? To)> PostOpenAsync(string action, string? form, params (string Name, string Value)[] fields)
    {
        var all = fields.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
        var match = Token().Match(Page);
        if (match.Success)
        {
            all["__RequestVerificationToken"] = match.Groups["value"].Value;
        }

        if (form is not null)
        {
            all["_handler"] = form;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(all) };
        request.Headers.Accept.ParseAdd("text/html");
        return await SendAsync(request);
    }

    public Task<(HttpStatusCode Status, string? To)> SignInAsync(string user, string password, string returnUrl = "/") =>
        PostSignInAsync(("user", user), ("password", password), ("returnUrl", returnUrl));

    public async Task<(HttpStatusCode Status, string? To)> DemoAsync(string user)
    {
        await OpenAsync("/dang-nhap");
        return await PostOpenAsync("/dang-nhap/demo", null, ("user", user));
    }

    /// <summary>The value of a hidden field of the page.</summary>
    public string Hidden(string name) => WebUtility.HtmlDecode(Regex.Match(Page, $"name=\"{name}\"[^>]*value=\"(?<v>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["v"].Value);

    /// <summary>The text of the element with a test id.</summary>
    public string ById(string testId) =>
        WebUtility.HtmlDecode(Regex.Match(Page, $"data-testid=\"{testId}\"[^>]*>(?<v>.*?)</", RegexOptions.ExplicitCapture | RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Groups["v"].Value.Trim());

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, string? To)> PostSignInAsync(params (string, string)[] fields)
    {
        await OpenAsync("/dang-nhap");
        return await PostOpenAsync("/dang-nhap", null, fields);
    }

    private async Task<(HttpStatusCode Status, string? To)> SendAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request, Ct);
        Page = await answer.Content.ReadAsStringAsync(Ct);
        SetCookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.ToList() : [];
        var to = answer.Headers.Location?.ToString();
        return (answer.StatusCode, to is not null && to.StartsWith(_http.BaseAddress!.ToString(), StringComparison.Ordinal) ? "/" + to[_http.BaseAddress!.ToString().Length..] : to);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
