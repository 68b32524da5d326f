namespace DanVanDashboard.Domain.Campaigns;

/// <summary>Lĩnh vực of one campaign.</summary>
/// <param name="Key">Stable key, unique in the campaign.</param>
/// <param name="NameVi">Vietnamese name; for a standard field the screen's own words are used.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Standard">The standard field that it corresponds to wholly, or <see langword="null"/>: not comparable with other campaigns.</param>
public sealed record CampaignField(string Key, string NameVi, string NameEn, string? Standard)
{
    /// <summary>Whether it is no longer offered; what is filed under it stays.</summary>
    public bool Retired { get; init; }
}

/// <summary>The fields of a campaign, in its own order, and how they map to the standard four.</summary>
public sealed class FieldTaxonomy
{
    /// <summary>Takes the fields in their order; keys are unique.</summary>
    public FieldTaxonomy(IReadOnlyList<CampaignField> fields)
    {
        Fields = fields;
        if (fields.Select(f => f.Key).Distinct().Count() != fields.Count)
        {
            throw new ArgumentException("A field's key occurs twice.", nameof(fields));
        }
    }

    /// <summary>The fields in order.</summary>
    public IReadOnlyList<CampaignField> Fields { get; }

    /// <summary>Those that are offered to new entries.</summary>
    public IEnumerable<CampaignField> Offered => Fields.Where(f => !f.Retired);

    /// <summary>The field, or <see langword="null"/>.</summary>
    public CampaignField? Find(string? key) => Fields.FirstOrDefault(f => f.Key == key);

    /// <summary>The standard field that <paramref name="key"/> stands for, or <see langword="null"/>: "not comparable".</summary>
    public string? ToStandard(string? key) => Find(key)?.Standard;

    /// <summary>Whether a standard field can be counted in this campaign: some field of it maps there, and to no other.</summary>
    public bool Covers(string standard) => Fields.Any(f => f.Standard == standard);
}

/// <summary>Phong trào, đợt thi đua: the frame in which models are registered and counted.</summary>
/// <param name="Id">Stable id, as in the query string.</param>
/// <param name="NameVi">Vietnamese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Simulated">Whether its data are made up; such a campaign is never added to or drawn with a real one.</param>
/// <param name="From">First day, or <see langword="null"/> where the source bears no date.</param>
/// <param name="To">Last day, or <see langword="null"/>.</param>
/// <param name="RootUnitId">The locality that it covers.</param>
/// <param name="Provenance">What it rests on: <c>registry</c>, <c>conference_paper</c>, <c>press</c> or <c>simulated</c>.</param>
/// <param name="Fields">Its taxonomy.</param>
/// <param name="ReviewMonth">Month by whose end the yearly review (rà soát) of carried-over models is due; 0: no such rule.</param>
public sealed record Campaign(
    string Id,
    string NameVi,
    string NameEn,
    bool Simulated,
    DateOnly? From,
    DateOnly? To,
    string RootUnitId,
    string Provenance,
    FieldTaxonomy Fields,
    int ReviewMonth)
{
    /// <summary>Month by whose end every body that owes reports should have registered a model of the year (registration is at the start of the year: seed 003, §4); 0: no such rule.</summary>
    public int RegistrationMonth { get; init; }

    /// <summary>The day by which models of <paramref name="year"/> should be registered; <see langword="null"/> without such a rule.</summary>
    public DateOnly? RegistrationDue(int year) => RegistrationMonth is >= 1 and <= 12 ? new DateOnly(year, RegistrationMonth, DateTime.DaysInMonth(year, RegistrationMonth)) : null;

    /// <summary>Chủ đề in their order, retired and merged ones included; empty where the campaign keeps no list.</summary>
    public IReadOnlyList<CampaignTheme> Themes { get; init; } = [];

    /// <summary>Whether the board has closed it to entries; what is in it stays and is shown.</summary>
    public bool Closed { get; init; }

    /// <summary>Whether a model is recognised only after an appraisal that it passed.</summary>
    public bool AppraisalFirst { get; init; }

    /// <summary>Whether it is kept as a register of models; the campaigns taken from documents are not.</summary>
    public bool HasRegister => Provenance is "registry" or "simulated";

    /// <summary>Whether a report goes to the province only as it was signed within its body, where there is somebody to sign.</summary>
    public bool SignReports { get; init; }

    /// <summary>Whether lower levels register in it now.</summary>
    public bool OpenForEntries => HasRegister && !Closed;

    /// <summary>The phase that it spans, where it has both ends.</summary>
    public PeriodKey? Phase => From is { } from && To is { } to ? new PeriodKey(PeriodKind.Phase, from.Year, to.Year) : null;

    /// <summary>Whether <paramref name="day"/> lies in it; an open end does not limit.</summary>
    public bool Covers(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);
}
