using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;
using DanVanDashboard.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace DanVanDashboard.Tests.Features.Figures;

/// <summary>A SQLite store of the public facts, one open campaign with periodic reports, and one account per role. Read by all tests of the collection, written by none.</summary>
public sealed class FiguresStore : IAsyncLifetime
{
    public const string LaiChau = "12-1997/12";
    public const string Open = "thu-2026";

    private readonly Dictionary<string, AccountRow> _accounts = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("figures");

    public FiguresStore()
    {
        Options = new() { DataDirectory = _folder.FullName, RootUnit = LaiChau };
        Store = new(Options);
        Reference = new(Store);
        Writer = new(Store, Clock, [], NullLogger<Writer>.Instance);
        Actors = new(Store, Reference);
    }

    public static TimeProvider Clock { get; } = new FixedClock(new DateTimeOffset(2026, 10, 14, 7, 0, 0, TimeSpan.Zero));

    public DanVanOptions Options { get; }

    public Store Store { get; }

    public ReferenceData Reference { get; }

    public Writer Writer { get; }

    public Actors Actors { get; }

    public ReportedFacts Facts { get; } = ReportedFacts.Load();

    public MetricCatalogue Metrics => Facts.Metrics;

    /// <summary>Today's xã Bình Lư and xã Khun Há.</summary>
    public string BinhLu { get; private set; } = "";

    public string KhunHa { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await Writer.MigrateAsync(CancellationToken.None);
        await new Seeder(Writer, Reference, Options, Clock, new PasswordHasher<AccountRow>()).SeedAsync(CancellationToken.None);
        var (places, bodies) = (Reference.Current.Places, Reference.Current.Bodies);
        BinhLu = places.Named("xã Bình Lư", new(2026, 10, 14)).Single().Id;
        KhunHa = places.Named("xã Khun Há", new(2026, 10, 14)).Single().Id;
        Account("bandanvan", Role.Board, null, LaiChau);
        Account("thuongtruc", Role.StandingCommittee, null, LaiChau);
        Account("xa-binhlu", Role.Reporter, bodies.PartyCommitteeOf(BinhLu)!.Id, BinhLu);
        Account("hoinongdan", Role.Reporter, BodyFacts.ProvincialId(LaiChau, "hoi-nong-dan"), null);
        await Writer.WriteAsync((w, _) =>
        {
            w.Db.Accounts.AddRange(_accounts.Values);
            var fields = new FieldTaxonomy([new("economy", "Kinh tế", "Economy", "economy"), new("ntm", "Nông thôn mới", "New countryside", null)]);
            CampaignRows.Add(w, new(Open, "Thử 2026", "Trial 2026", Simulated: true, new(2026, 1, 1), new(2030, 12, 31), LaiChau, "simulated", fields, ReviewMonth: 0), 1, null, null);
            AddReport(w, "r1", BinhLu, bodies.PartyCommitteeOf(BinhLu)!.Id, nonLocal: false, "2026-Q3", "submitted", 3);
            AddReport(w, "r2", KhunHa, bodies.PartyCommitteeOf(KhunHa)!.Id, nonLocal: false, "2026-Q2", "approved", 250);
            AddReport(w, "r3", LaiChau, BodyFacts.ProvincialId(LaiChau, "hoi-nong-dan"), nonLocal: true, "2026-Q3", "approved", 1);
            AddReport(w, "r4", BinhLu, bodies.PartyCommitteeOf(BinhLu)!.Id, nonLocal: false, "2026-Q1", "draft", 1);
            AddReport(w, "r5", KhunHa, bodies.PartyCommitteeOf(KhunHa)!.Id, nonLocal: false, "2026-Q1", "returned", 1);
            return Task.FromResult(true);
        });
        await Reference.ReloadAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static void AddReport(WriteSession w, string id, string unit, string body, bool nonLocal, string period, string status, int figures)
    {
        w.Db.Reports.Add(new()
        {
            Id = id, CampaignId = Open, UnitId = unit, BodyId = body, NonLocal = nonLocal, Period = period, Status = status, EnteredBy = "u", CreatedAt = w.Now,
        });
        w.Db.ReportFigures.AddRange(Enumerable.Range(0, figures).Select(i => new ReportFigureRow
        {
            ReportId = id, Position = i, Metric = i == 1 ? "chi-so-rieng" : "registered", Field = i == 2 ? "ntm" : null, Subject = i == 1 ? Subject.Collective : null,
            Value = 1178 + i, Comment = i == 0 ? "ghi chú" : null,
        }));
    }

    private void Account(string name, Role role, string? body, string? unit) => _accounts[name] = new()
    {
        Id = "u-" + name, UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, SecurityStamp = name, Role = role, BodyId = body, UnitId = unit,
    };
}

[CollectionDefinition(nameof(FiguresStore))]
public sealed class FiguresStoreTests : ICollectionFixture<FiguresStore>;
