using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented. Lists are texts separated by spaces.
/// <summary>Chỉ tiêu báo cáo: one version of a line that a campaign asks for.</summary>
public sealed class AskedFigureRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    /// <summary>Metric, field, subject and level in one text, by which the versions of a line belong together.</summary>
    public required string Line { get; set; }
    public int Version { get; set; }
    public required string Metric { get; set; }
    public string? NameVi { get; set; }
    public string? NameEn { get; set; }
    public string? Field { get; set; }
    public Subject? Subject { get; set; }
    public RecognitionLevel? Level { get; set; }
    public AskedSplit Split { get; set; }
    public required string MeasureVi { get; set; }
    public required string MeasureEn { get; set; }
    public required string TimeMeaning { get; set; }
    public BodyPlace Place { get; set; }
    public required string BodyKinds { get; set; }
    public required string Blocks { get; set; }
    public required string Bodies { get; set; }
    public required string PeriodKinds { get; set; }
    public Prefill Prefill { get; set; }
    public required string FromPeriod { get; set; }
    public bool Retired { get; set; }
    public string? Reason { get; set; }
    /// <summary>Place among the lines; moved for all versions of a line at once.</summary>
    public int Order { get; set; }
    public required string SetBy { get; set; }
    public DateTime SetAt { get; set; }
}

/// <summary>Quy định kỳ báo cáo. One that no longer holds keeps its row.</summary>
public sealed class ObligationRuleRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string PeriodKinds { get; set; }
    public int DaysAfterEnd { get; set; }
    public int GraceDays { get; set; }
    public int? LockDays { get; set; }
    public BodyPlace Place { get; set; }
    public required string BodyKinds { get; set; }
    public required string Blocks { get; set; }
    public required string Bodies { get; set; }
    public required string SetBy { get; set; }
    public DateTime SetAt { get; set; }
    public DateTime? EndedAt { get; set; }
}

/// <summary>Gia hạn: more time for one body. The latest one holds; the earlier ones stay.</summary>
public sealed class ExtensionRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string BodyId { get; set; }
    public required string Period { get; set; }
    public DateOnly Until { get; set; }
    public required string Reason { get; set; }
    public string? Document { get; set; }
    public required string GivenBy { get; set; }
    public DateTime GivenAt { get; set; }
}

/// <summary>Đôn đốc: a body was reminded of a report that it has not sent.</summary>
public sealed class ReminderRow
{
    public required string Id { get; set; }
    public required string CampaignId { get; set; }
    public required string BodyId { get; set; }
    public required string Period { get; set; }
    /// <summary>The day in the province; not more than one on a day unless it was wanted all the same.</summary>
    public DateOnly Day { get; set; }
    public DateTime At { get; set; }
    public required string ByUser { get; set; }
    public bool Forced { get; set; }
    /// <summary>How many people it reached.</summary>
    public int People { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<AskedFigureRow> AskedFigures => Set<AskedFigureRow>();
    public DbSet<ObligationRuleRow> ObligationRules => Set<ObligationRuleRow>();
    public DbSet<ExtensionRow> Extensions => Set<ExtensionRow>();
    public DbSet<ReminderRow> Reminders => Set<ReminderRow>();
}
#pragma warning restore CS1591

/// <summary>Figures asked for, rules of periods, extensions and reminders.</summary>
internal static class PeriodTables
{
    public static void AddPeriods(this ModelBuilder builder)
    {
        var asked = builder.Table<AskedFigureRow>("asked_figures", r => r.Id);
        asked.Property(r => r.Split).HasConversion(new WireConverter<AskedSplit>());
        asked.Property(r => r.Prefill).HasConversion(new WireConverter<Prefill>());
        asked.Property(r => r.Place).HasConversion(new WireConverter<BodyPlace>());
        builder.Table<ObligationRuleRow>("obligation_rules", r => r.Id).Property(r => r.Place).HasConversion(new WireConverter<BodyPlace>());
        builder.Table<ExtensionRow>("extensions", r => r.Id);
        builder.Table<ReminderRow>("reminders", r => r.Id);
        builder.Belongs<AskedFigureRow, CampaignRow>(nameof(AskedFigureRow.CampaignId));
        builder.Belongs<ObligationRuleRow, CampaignRow>(nameof(ObligationRuleRow.CampaignId));
        builder.Belongs<ExtensionRow, CampaignRow>(nameof(ExtensionRow.CampaignId));
        builder.Belongs<ExtensionRow, BodyRow>(nameof(ExtensionRow.BodyId));
        builder.Belongs<ReminderRow, CampaignRow>(nameof(ReminderRow.CampaignId));
        builder.Belongs<ReminderRow, BodyRow>(nameof(ReminderRow.BodyId));
    }
}
