using DanVanDashboard.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DanVanDashboard.Data;

/// <summary>The store on SQLite or PostgreSQL. Contexts that read come from <see cref="Store"/>; the one that writes belongs to <see cref="Writer"/>.</summary>
public sealed class DanVanDbContext(DbContextOptions<DanVanDbContext> options) : DbContext(options)
{
#pragma warning disable CS1591 // One set per table of Rows.cs.
    public DbSet<UnitRow> Units => Set<UnitRow>();
    public DbSet<LineageRow> Lineage => Set<LineageRow>();
    public DbSet<VillageRow> Villages => Set<VillageRow>();
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
        Table<UnitRow>("units", r => r.Id);
        Table<LineageRow>("lineage", r => new { r.FromId, r.ToId });
        Table<VillageRow>("villages", r => r.Id);
        Table<BodyRow>("bodies", r => r.Id);
        Table<BodyNameRow>("body_names", r => new { r.BodyId, r.From });
        Table<BodyLineRow>("body_lines", r => new { r.BodyId, r.ParentId });
        Table<CampaignRow>("campaigns", r => r.Id);
        Table<CampaignFieldRow>("campaign_fields", r => new { r.CampaignId, r.Key });
        Table<ObligationRow>("obligations", r => new { r.CampaignId, r.BodyId, r.Period });
        Table<SourceRow>("sources", r => r.Id);
        Table<ObservationRow>("observations", r => r.Id);
        Table<ModelRow>("models", r => r.Id).Property(r => r.Version).IsConcurrencyToken();
        Table<ModelThemeRow>("model_themes", r => new { r.ModelId, r.Theme });
        Table<ModelLineRow>("model_lines", r => new { r.ModelId, r.BodyId });
        Table<ModelPersonRow>("model_people", r => new { r.ModelId, r.Part });
        Table<EventRow>("events", r => r.Sequence).Property(r => r.Sequence).ValueGeneratedNever();
        var modelEvents = Table<ModelEventRow>("model_events", r => r.Sequence);
        modelEvents.Property(r => r.Sequence).ValueGeneratedNever();
        // EF forgets that it is required when another property becomes the key.
        modelEvents.Property(r => r.Id).IsRequired();
        Table<ReportRow>("reports", r => r.Id).Property(r => r.Version).IsConcurrencyToken();
        Table<ReportFigureRow>("report_figures", r => new { r.ReportId, r.Position });
        Table<TargetRow>("targets", r => r.Id);
        Table<PopulationRow>("populations", r => r.Id);
        Table<AuditRow>("audit", r => r.Number).Property(r => r.Number).ValueGeneratedNever();
        Table<IdempotencyRow>("idempotency", r => new { r.UserId, r.Key });
        Table<AccountRow>("accounts", r => r.Id);
        Table<TokenRow>("tokens", r => r.Hash);
        Table<CounterRow>("counters", r => r.Name);

        // EF needs the relations only to order its inserts; nothing is navigated.
        Belongs<LineageRow, UnitRow>("FromId");
        Belongs<LineageRow, UnitRow>("ToId");
        Belongs<VillageRow, UnitRow>("UnitId");
        Belongs<BodyRow, UnitRow>("UnitId");
        Belongs<BodyNameRow, BodyRow>("BodyId");
        Belongs<BodyLineRow, BodyRow>("BodyId");
        Belongs<CampaignRow, UnitRow>("RootUnitId");
        Belongs<CampaignFieldRow, CampaignRow>("CampaignId");
        Belongs<ObligationRow, CampaignRow>("CampaignId");
        Belongs<ObligationRow, BodyRow>("BodyId");
        Belongs<ObservationRow, CampaignRow>("CampaignId");
        Belongs<ObservationRow, SourceRow>("SourceId");
        Belongs<ObservationRow, UnitRow>("UnitId");
        Belongs<ModelRow, CampaignRow>("CampaignId");
        Belongs<ModelRow, UnitRow>("UnitId");
        Belongs<ModelRow, BodyRow>("BodyId");
        Belongs<ModelRow, ModelRow>("ReplicaOf");
        Belongs<ModelThemeRow, ModelRow>("ModelId");
        Belongs<ModelLineRow, ModelRow>("ModelId");
        Belongs<ModelLineRow, BodyRow>("BodyId");
        Belongs<ModelPersonRow, ModelRow>("ModelId");
        Belongs<EventRow, CampaignRow>("CampaignId");
        Belongs<ModelEventRow, EventRow>("Sequence");
        Belongs<ModelEventRow, ModelRow>("ModelId");
        Belongs<ReportRow, CampaignRow>("CampaignId");
        Belongs<ReportRow, BodyRow>("BodyId");
        Belongs<ReportFigureRow, ReportRow>("ReportId");
        Belongs<TargetRow, CampaignRow>("CampaignId");
        Belongs<TargetRow, BodyRow>("BodyId");
        Belongs<PopulationRow, UnitRow>("UnitId");
        Belongs<TokenRow, AccountRow>("UserId");

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()))
        {
            property.SetColumnName(Snake(property.Name));
        }

        void Belongs<TChild, TParent>(string column)
            where TChild : class
            where TParent : class =>
            modelBuilder.Entity<TChild>().HasOne<TParent>().WithMany().HasForeignKey(column).OnDelete(DeleteBehavior.Restrict);

        EntityTypeBuilder<T> Table<T>(string name, System.Linq.Expressions.Expression<Func<T, object?>> key)
            where T : class
        {
            var entity = modelBuilder.Entity<T>();
            entity.ToTable(name);
            entity.HasKey(key);
            return entity;
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
        configurationBuilder.Properties<Domain.Models.ReviewClass>().HaveConversion<WireConverter<Domain.Models.ReviewClass>>();
    }

    /// <summary>The column of a property: <c>ValidFrom</c> is <c>valid_from</c>.</summary>
    internal static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    /// <summary>SQLite gives moments back without saying that they are UTC.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        v => v.ToUniversalTime(), v => DateTime.SpecifyKind(v, DateTimeKind.Utc));

    private sealed class WireConverter<T>() : ValueConverter<T, string>(v => Wire.Name(v), v => Wire.Parse<T>(v)!.Value)
        where T : struct, Enum;
}
