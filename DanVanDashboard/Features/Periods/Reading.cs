using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Periods;

/// <summary>Reads what the requests of this room have in common; what is no value becomes <see langword="null"/>, which the rules refuse by its field.</summary>
internal static class Reading
{
    /// <summary>The campaign of a request, or the refusal.</summary>
    public static Result<Campaign> Campaign(Actor actor, Reference current, string? id) =>
        current.Campaign(id) is { } campaign && CampaignScope.Reads(actor, campaign, current)
            ? campaign
            : new Refusal("model.campaign-unknown", "campaign") { Arguments = [id ?? string.Empty] };

    /// <summary>Which bodies; <see langword="null"/> where something named does not exist.</summary>
    public static BodyChoice? Bodies(Reference current, Campaign campaign, string? place, IReadOnlyList<string>? kinds, IReadOnlyList<string>? blocks, IReadOnlyList<string>? bodies)
    {
        var where = string.IsNullOrEmpty(place) ? BodyPlace.Any : Wire.Parse<BodyPlace>(place);
        var province = current.Places.ProvinceOf(campaign.RootUnitId).Id;
        var (ofKinds, ofBlocks, named) = (Values<BodyKind>(kinds), Values<OrganisationBlock>(blocks), (bodies ?? []).Where(b => !string.IsNullOrWhiteSpace(b)).Distinct().ToList());
        return where is { } p && ofKinds is not null && ofBlocks is not null && named.TrueForAll(b => current.Bodies.Find(b)?.ProvinceId == province) ? new(p, ofKinds, ofBlocks, named) : null;
    }

    /// <summary>Values of a list; <see langword="null"/> where one is unknown.</summary>
    public static IReadOnlyList<T>? Values<T>(IReadOnlyList<string>? texts)
        where T : struct, Enum
    {
        var read = (texts ?? []).Where(t => !string.IsNullOrWhiteSpace(t)).Select(Wire.Parse<T>).ToList();
        return read.Contains(null) ? null : [.. read.OfType<T>().Distinct().Order()];
    }

    public static PeriodKey? Period(string? text) => PeriodKey.TryParse(text, out var key) ? key : null;

    /// <summary>A day in the form of the API; adds a refusal where it is none.</summary>
    public static DateOnly? Day(string? text, string field, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        refusals.Add(new("request.date-unreadable", field) { Arguments = [text] });
        return null;
    }

    public static string? Clean(string? text, bool multiline = false) => text is null ? null : Empty(TextFold.Clean(text, multiline));

    public static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
