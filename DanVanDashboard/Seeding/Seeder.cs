using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>Fills an empty store: the public facts always, the simulated campaigns and demo accounts where the settings ask for them. Each part once, in a transaction of its own.</summary>
public sealed class Seeder(Writer writer, ReferenceData reference, DanVanOptions options, TimeProvider clock, IPasswordHasher<AccountRow> hasher)
{
    /// <summary>Password of the demo accounts; they exist in demo only.</summary>
    public const string DemoPassword = "DanVan@2026";

    private const int SimulatedSeed = 20260103;
    private const int ModelsPerYear = 1290;
    private const int ModelsPerOldYear = 420;

    /// <summary>Writes what is missing.</summary>
    public async Task SeedAsync(CancellationToken ct)
    {
        // Of a store that an earlier version made; in a new one there is nothing to do.
        await OnceAsync("model-stages", ModelStages.SetAsync, ct, reload: false);
        await OnceAsync("places", AddPlacesAsync, ct);
        await OnceAsync("facts", (w, cancel) => FactRows.AddAsync(w, cancel), ct);
        await OnceAsync("populations", PopulationFacts.AddAsync, ct, reload: false);
        await OnceAsync("administrator", AddAdministratorAsync, ct);
        await reference.ReloadAsync(ct);
        RequireProvince(reference.Current.Places);
        if (options.Demo)
        {
            await OnceAsync("demo-accounts", AddDemoAccountsAsync, ct);
            var old = SimulatedCampaigns.Old(options.RootUnit);
            if (reference.Current.Places.Under(options.RootUnit, old.From!.Value, UnitLevel.Commune).Count > 0)
            {
                // A province that began in 2025 has no communes of its own before.
                await OnceAsync("simulated-2021", (w, cancel) => AddSimulatedAsync(w, old, SimulatedSeed + 1, ModelsPerOldYear, cancel), ct);
            }

            await OnceAsync("simulated-2026", (w, cancel) => AddSimulatedAsync(w, SimulatedCampaigns.Current(options.RootUnit), SimulatedSeed, ModelsPerYear, cancel), ct);
            await OnceAsync("simulated-themes", SimulatedThemes.AddAsync, ct);
            await OnceAsync("simulated-criteria", SampleOfCurrentAsync, ct, reload: false);
            await OnceAsync("simulated-plan", (w, cancel) => SimulatedPlan.AddAsync(w, SimulatedSeed, cancel), ct, reload: false);
            await OnceAsync("simulated-periods", SimulatedPeriods.AddAsync, ct, reload: false);
            await OnceAsync("simulated-report-figures", (w, cancel) => SimulatedFigures.AddAsync(w, reference.Current, SimulatedSeed, cancel), ct, reload: false);
            await OnceAsync("simulated-details", (w, cancel) => SimulatedDetails.AddAsync(w, reference.Current, SimulatedSeed, cancel), ct, reload: false);
            await OnceAsync("simulated-scores", (w, cancel) => SimulatedScores.AddAsync(w, reference.Current, SimulatedSeed, cancel), ct, reload: false);
            await OnceAsync("simulated-villages", (w, cancel) => SimulatedVillages.AddAsync(w, reference.Current, LocalDay.Of(clock.GetUtcNow()), cancel), ct, reload: false);
            await OnceAsync("simulated-narratives", SimulatedNarratives.AddAsync, ct, reload: false);
            await OnceAsync("simulated-peers", (w, cancel) => SimulatedPeers.AddAsync(w, reference.Current, SimulatedSeed, cancel), ct, reload: false);
        }

        // Of made-up lives, and of the events in a store that an earlier version made.
        await OnceAsync("decisions", DecisionBook.GatherAsync, ct, reload: false);
    }

    /// <summary>Adds a simulated campaign of <paramref name="count"/> models, in transactions of 5.000.</summary>
    public async Task<int> FillAsync(int count, int seed, TextWriter output, CancellationToken ct)
    {
        var current = reference.Current;
        var today = LocalDay.Of(clock.GetUtcNow());
        var number = current.Campaigns.Count(c => c.Id.StartsWith("mo-phong-", StringComparison.Ordinal)) + 1;
        var campaign = SimulatedCampaigns.Filled(options.RootUnit, number, count, today);
        await writer.WriteAsync((w, _) => { CampaignRows.Add(w, campaign, order: 200 + number, seed, today); return Task.FromResult(true); }, ct);
        await reference.ReloadAsync(ct);
        var lives = new SimulatedLives(campaign, current.Places, current.Bodies, seed, today);
        var sets = await writer.WriteAsync((w, cancel) => SimulatedScores.SetsAsync(w, campaign, cancel), ct);
        var done = 0;
        foreach (var batch in lives.Exactly(count).Chunk(5000))
        {
            await writer.WriteAsync(
                async (w, cancel) =>
                {
                    await SimulatedWriter.AddAsync(w, batch, cancel);
                    foreach (var model in batch)
                    {
                        SimulatedScores.Add(w, sets, model.Row, model.Events, seed);
                    }

                    return true;
                },
                ct);
            done += batch.Length;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done} of {count} models"));
        }

        await writer.WriteAsync(async (w, cancel) => { await DecisionBook.GatherAsync(w, cancel); return true; }, ct);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"filled {campaign.Id} with {done} models (seed {seed})"));
        return 0;
    }

    // Before anything is written: a store that was begun for a wrong province could not be mended by correcting the setting.
    private void RequireProvince(Places places)
    {
        if (places.ById(options.RootUnit) is not { Level: UnitLevel.Province })
        {
            throw new Hosting.StartRefusedException($"DanVan:RootUnit is '{options.RootUnit}'; it must be the id of a province in the store, e.g. 12-1997/12.");
        }
    }

    private async Task OnceAsync(string part, Func<WriteSession, CancellationToken, Task> add, CancellationToken ct, bool reload = true)
    {
        var marker = "seed:" + part;
        var added = await writer.WriteAsync(
            async (w, cancel) =>
            {
                if (await w.Db.Counters.AnyAsync(c => c.Name == marker, cancel))
                {
                    return false;
                }

                await add(w, cancel);
                w.Db.Counters.Add(new() { Name = marker, Value = 1 });
                return true;
            },
            ct);
        if (added && reload && (part == "places" || reference.Ready))
        {
            await reference.ReloadAsync(ct);
        }
    }

    private async Task AddPlacesAsync(WriteSession w, CancellationToken ct)
    {
        var facts = PlaceFacts.Load();
        var places = facts.ToPlaces();
        RequireProvince(places);
        w.Db.Units.AddRange(facts.Units.Select(PlaceRows.ToRow));
        w.Db.Lineage.AddRange(facts.Lineage.Select(PlaceRows.ToRow));
        foreach (var body in BodyFacts.Of(places, options.RootUnit))
        {
            CampaignRows.Add(w, body);
        }

        await w.AuditAsync(Actor.System, "seed.places", "units", string.Create(CultureInfo.InvariantCulture, $"{{\"units\":{facts.Units.Count},\"lineage\":{facts.Lineage.Count}}}"), ct);
    }

    private async Task AddAdministratorAsync(WriteSession w, CancellationToken ct)
    {
        if (options is { AdminUserName: { } name, AdminPassword: { } password })
        {
            w.Db.Accounts.Add(Account(name, name, password, Role.Administrator, null, null, demo: false));
            await w.AuditAsync(Actor.System, "account.create", name, "{}", ct);
        }
    }

    private async Task AddDemoAccountsAsync(WriteSession w, CancellationToken ct)
    {
        var places = reference.Current.Places;
        var root = options.RootUnit;
        var today = LocalDay.Of(clock.GetUtcNow());
        var (binhLu, khunHa) = (Commune("xã Bình Lư", 0), Commune("xã Khun Há", 1));
        string Provincial(string key) => BodyFacts.ProvincialId(root, key);
        string Committee(Unit unit) => BodyFacts.LocalId(unit.Id, "dang-uy");
        AccountRow[] accounts =
        [
            Demo("thuongtruc", "Thường trực Tỉnh ủy", Role.StandingCommittee, null, root),
            // The board enters on behalf of others, so it has no body of its own to default to.
            Demo("bandanvan", "Ban Tuyên giáo và Dân vận Tỉnh ủy", Role.Board, null, root),
            Demo("hoidong", "Hội đồng Thi đua - Khen thưởng tỉnh", Role.Council, Provincial("hoi-dong-tdkt"), null),
            Demo("xa-binhlu", "Người báo cáo " + binhLu.FullName, Role.Reporter, Committee(binhLu), binhLu.Id),
            Demo("duyet-binhlu", "Người duyệt, Đảng ủy " + binhLu.FullName, Role.Approver, Committee(binhLu), binhLu.Id),
            Demo("xa-khunha", "Người báo cáo " + khunHa.FullName, Role.Reporter, Committee(khunHa), khunHa.Id),
            Demo("hoinongdan", "Hội Nông dân tỉnh", Role.Reporter, Provincial("hoi-nong-dan"), null),
            Demo("quantri", "Quản trị hệ thống", Role.Administrator, null, root),
        ];
        w.Db.Accounts.AddRange(accounts);
        await w.AuditAsync(Actor.System, "account.create-demo", "accounts", string.Create(CultureInfo.InvariantCulture, $"{{\"count\":{accounts.Length}}}"), ct);

        AccountRow Demo(string name, string display, Role role, string? body, string? unit) => Account(name, display, DemoPassword, role, body, unit, demo: true);

        // In another province's demo the two communes are its first two.
        Unit Commune(string name, int index) =>
            places.Named(name, today).FirstOrDefault(u => u.Level == UnitLevel.Commune && places.ProvinceOf(u.Id).Id == root)
            ?? places.Under(root, today, UnitLevel.Commune)[index];
    }

    private Task SampleOfCurrentAsync(WriteSession w, CancellationToken ct)
    {
        var campaign = SimulatedCampaigns.Current(options.RootUnit);
        SampleCriteria.Add(w, campaign.Id, campaign.From!.Value);
        return w.AuditAsync(Actor.System, "seed.criteria", campaign.Id, "{}", ct);
    }

    private async Task AddSimulatedAsync(WriteSession w, Campaign campaign, int seed, int perYear, CancellationToken ct)
    {
        var current = reference.Current;
        var anchor = LocalDay.Of(w.Now);
        CampaignRows.Add(w, campaign, campaign.From!.Value.Year >= 2026 ? 1 : 2, seed, anchor);
        var lives = new SimulatedLives(campaign, current.Places, current.Bodies, seed, anchor);
        var models = new List<SimulatedModel>();
        for (var year = campaign.From.Value.Year; year <= Math.Min(campaign.To!.Value.Year, anchor.Year); year++)
        {
            models.AddRange(lives.Year(year, perYear));
        }

        await SimulatedWriter.AddAsync(w, models, ct);
        if (campaign.From.Value.Year >= 2026)
        {
            await SimulatedReports.AddAsync(w, campaign, current, seed, anchor, ct);
        }
    }

    private AccountRow Account(string name, string display, string password, Role role, string? body, string? unit, bool demo)
    {
        var account = new AccountRow
        {
            Id = "u-" + name, UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = display, SecurityStamp = Guid.NewGuid().ToString("n"),
            Role = role, BodyId = body, UnitId = unit, Demo = demo,
        };
        account.PasswordHash = hasher.HashPassword(account, password);
        return account;
    }
}
