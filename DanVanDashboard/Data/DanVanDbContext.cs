using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DanVanDashboard.Data;

/// <summary>The store on SQLite or PostgreSQL. Contexts that read come from <see cref="Store"/>; the one that writes belongs to <see cref="Writer"/>.</summary>
public sealed partial class DanVanDbContext(DbContextOptions<DanVanDbContext> options) : DbContext(options)
{
#pragma warning disable CS1591 // One set per table of Rows.cs.
    public DbSet<UnitRow> Units => Set<UnitRow>();
    public DbSet<LineageRow> Lineage => Set<LineageRow>();
    public DbSet<VillageRow> Villages => Set<VillageRow>();
    public DbSet<ModelVillageRow> ModelVillages => Set<ModelVillageRow>();
    public DbSet<BodyRow> Bodies => Set<BodyRow>();
    public DbSet<BodyNameRow> BodyNames => Set<BodyNameRow>();
    public DbSet<BodyLineRow> BodyLines => Set<BodyLineRow>();
    public DbSet<CampaignRow> Campaigns => Set<CampaignRow>();
    public DbSet<CampaignFieldRow> CampaignFields => Set<CampaignFieldRow>();
    public DbSet<ObligationRow> Obligations => Set<ObligationRow>();
    public DbSet<SourceRow> Sources => Set<SourceRow>();
    public DbSet<ObservationRow> Observations => Set<ObservationRow>();
    public DbSet<ModelRow> Models => Set<ModelRow>();
    public DbSet<ModelThemeRow> ModelThemes => Set<ModelThemeRow>();
    public DbSet<ModelLineRow> ModelLines => Set<ModelLineRow>();
    public DbSet<ModelPersonRow> ModelPeople => Set<ModelPersonRow>();
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<ModelEventRow> ModelEvents => Set<ModelEventRow>();
    public DbSet<ReportRow> Reports => Set<ReportRow>();
    public DbSet<ReportFigureRow> ReportFigures => Set<ReportFigureRow>();
    public DbSet<TargetRow> Targets => Set<TargetRow>();
    public DbSet<PopulationRow> Populations => Set<PopulationRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();
    public DbSet<AccountRow> Accounts => Set<AccountRow>();
    public DbSet<TokenRow> Tokens => Set<TokenRow>();
    public DbSet<CounterRow> Counters => Set<CounterRow>();
#pragma warning restore CS1591

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Table<UnitRow>("units", r => r.Id);
        modelBuilder.Table<LineageRow>("lineage", r => new { r.FromId, r.ToId });
        modelBuilder.Table<VillageRow>("villages", r => r.Id);
        modelBuilder.Table<ModelVillageRow>("model_villages", r => r.ModelId);
        modelBuilder.Table<BodyRow>("bodies", r => r.Id);
        modelBuilder.Table<BodyNameRow>("body_names", r => new { r.BodyId, r.From });
        modelBuilder.Table<BodyLineRow>("body_lines", r => new { r.BodyId, r.ParentId });
        modelBuilder.Table<CampaignRow>("campaigns", r => r.Id);
        modelBuilder.Table<CampaignFieldRow>("campaign_fields", r => new { r.CampaignId, r.Key });
        modelBuilder.Table<ObligationRow>("obligations", r => new { r.CampaignId, r.BodyId, r.Period });
        modelBuilder.Table<SourceRow>("sources", r => r.Id);
        modelBuilder.Table<ObservationRow>("observations", r => r.Id);
        modelBuilder.Table<ModelRow>("models", r => r.Id).Property(r => r.Version).IsConcurrencyToken();
        modelBuilder.Table<ModelThemeRow>("model_themes", r => new { r.ModelId, r.Theme });
        modelBuilder.Table<ModelLineRow>("model_lines", r => new { r.ModelId, r.BodyId });
        modelBuilder.Table<ModelPersonRow>("model_people", r => new { r.ModelId, r.Part });
        modelBuilder.Table<EventRow>("events", r => r.Sequence).Property(r => r.Sequence).ValueGeneratedNever();
        var modelEvents = modelBuilder.Table<ModelEventRow>("model_events", r => r.Sequence);
        modelEvents.Property(r => r.Sequence).ValueGeneratedNever();
        // EF forgets that it is required when another property becomes the key.
        modelEvents.Property(r => r.Id).IsRequired();
        modelBuilder.Table<ReportRow>("reports", r => r.Id).Property(r => r.Version).IsConcurrencyToken();
        modelBuilder.Table<ReportFigureRow>("report_figures", r => new { r.ReportId, r.Position });
        modelBuilder.Table<TargetRow>("targets", r => r.Id);
        modelBuilder.Table<PopulationRow>("populations", r => r.Id);
        modelBuilder.Table<AuditRow>("audit", r => r.Number).Property(r => r.Number).ValueGeneratedNever();
        modelBuilder.Table<IdempotencyRow>("idempotency", r => new { r.UserId, r.Key });
        modelBuilder.Table<AccountRow>("accounts", r => r.Id);
        modelBuilder.Table<TokenRow>("tokens", r => r.Hash);
        modelBuilder.Table<CounterRow>("counters", r => r.Name);

        // EF needs the relations only to order its inserts; nothing is navigated.
        modelBuilder.Belongs<LineageRow, UnitRow>("FromId");
        modelBuilder.Belongs<LineageRow, UnitRow>("ToId");
        modelBuilder.Belongs<VillageRow, UnitRow>("UnitId");
        modelBuilder.Belongs<ModelVillageRow, VillageRow>("VillageId");
        modelBuilder.Belongs<ModelVillageRow, ModelRow>("ModelId");
        modelBuilder.Belongs<BodyRow, UnitRow>("UnitId");
        modelBuilder.Belongs<BodyNameRow, BodyRow>("BodyId");
        modelBuilder.Belongs<BodyLineRow, BodyRow>("BodyId");
        modelBuilder.Belongs<CampaignRow, UnitRow>("RootUnitId");
        modelBuilder.Belongs<CampaignFieldRow, CampaignRow>("CampaignId");
        modelBuilder.Belongs<ObligationRow, CampaignRow>("CampaignId");
        modelBuilder.Belongs<ObligationRow, BodyRow>("BodyId");
        modelBuilder.Belongs<ObservationRow, CampaignRow>("CampaignId");
        modelBuilder.Belongs<ObservationRow, SourceRow>("SourceId");
        modelBuilder.Belongs<ObservationRow, UnitRow>("UnitId");
        modelBuilder.Belongs<ModelRow, CampaignRow>("CampaignId");
        modelBuilder.Belongs<ModelRow, UnitRow>("UnitId");
        modelBuilder.Belongs<ModelRow, BodyRow>("BodyId");
        modelBuilder.Belongs<ModelRow, ModelRow>("ReplicaOf");
        modelBuilder.Belongs<ModelThemeRow, ModelRow>("ModelId");
        modelBuilder.Belongs<ModelLineRow, ModelRow>("ModelId");
        modelBuilder.Belongs<ModelLineRow, BodyRow>("BodyId");
        modelBuilder.Belongs<ModelPersonRow, ModelRow>("ModelId");
        modelBuilder.Belongs<EventRow, CampaignRow>("CampaignId");
        modelBuilder.Belongs<ModelEventRow, EventRow>("Sequence");
        modelBuilder.Belongs<ModelEventRow, ModelRow>("ModelId");
        modelBuilder.Belongs<ReportRow, CampaignRow>("CampaignId");
        modelBuilder.Belongs<ReportRow, BodyRow>("BodyId");
        modelBuilder.Belongs<ReportFigureRow, ReportRow>("ReportId");
        modelBuilder.Belongs<TargetRow, CampaignRow>("CampaignId");
        modelBuilder.Belongs<TargetRow, BodyRow>("BodyId");
        modelBuilder.Belongs<PopulationRow, UnitRow>("UnitId");
        modelBuilder.Belongs<TokenRow, AccountRow>("UserId");

        modelBuilder.AddNotices();
        modelBuilder.AddAdministration();
        modelBuilder.AddFigures();
        modelBuilder.AddReports();
        modelBuilder.AddAwards();
        modelBuilder.AddModelEntry();
        modelBuilder.AddAttachments();
        modelBuilder.AddAccounts();
        modelBuilder.AddModelSearch();
        modelBuilder.AddRegisters();
        modelBuilder.AddBoundaries();
        modelBuilder.AddUnitChanges();
        modelBuilder.AddDeckTemplates();
        modelBuilder.AddPress();
        modelBuilder.AddDecisions();
        modelBuilder.AddPeriods();
        modelBuilder.AddPresentation();
        modelBuilder.AddMarks();

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()))
        {
            property.SetColumnName(Snake(property.Name));
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Domain.Access.Role>().HaveConversion<WireConverter<Domain.Access.Role>>();
        configurationBuilder.Properties<Domain.Bodies.BodyKind>().HaveConversion<WireConverter<Domain.Bodies.BodyKind>>();
        configurationBuilder.Properties<Domain.Campaigns.OrganisationBlock>().HaveConversion<WireConverter<Domain.Campaigns.OrganisationBlock>>();
        configurationBuilder.Properties<Domain.Campaigns.Subject>().HaveConversion<WireConverter<Domain.Campaigns.Subject>>();
        configurationBuilder.Properties<Domain.Campaigns.RecognitionLevel>().HaveConversion<WireConverter<Domain.Campaigns.RecognitionLevel>>();
        configurationBuilder.Properties<Domain.Campaigns.AwardForm>().HaveConversion<WireConverter<Domain.Campaigns.AwardForm>>();
        configurationBuilder.Properties<Domain.Models.Visibility>().HaveConversion<WireConverter<Domain.Models.Visibility>>();
        configurationBuilder.Properties<Domain.Models.ModelEventKind>().HaveConversion<WireConverter<Domain.Models.ModelEventKind>>();
        configurationBuilder.Properties<Domain.Models.Stage>().HaveConversion<WireConverter<Domain.Models.Stage>>();
        configurationBuilder.Properties<Domain.Reporting.Exactness>().HaveConversion<WireConverter<Domain.Reporting.Exactness>>();
        configurationBuilder.Properties<Domain.Campaigns.TargetMeasure>().HaveConversion<WireConverter<Domain.Campaigns.TargetMeasure>>();
        configurationBuilder.Properties<Domain.Localities.DenominatorKind>().HaveConversion<WireConverter<Domain.Localities.DenominatorKind>>();
        configurationBuilder.Properties<Domain.Models.ReviewClass>().HaveConversion<WireConverter<Domain.Models.ReviewClass>>();
    }

    /// <summary>The column of a property: <c>ValidFrom</c> is <c>valid_from</c>.</summary>
    internal static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    /// <summary>SQLite gives moments back without saying that they are UTC.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        v => v.ToUniversalTime(), v => DateTime.SpecifyKind(v, DateTimeKind.Utc));
}
