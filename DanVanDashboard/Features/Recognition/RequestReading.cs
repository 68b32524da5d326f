using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Reads what came as text: every value that cannot be read is refused by its field.</summary>
internal sealed class RequestReading(List<Refusal> refusals)
{
    /// <summary>A line of text, cleaned; <see langword="null"/> when empty.</summary>
    public string? Line(string? text, string field, int limit = 500, bool multiline = false)
    {
        var clean = text is null ? null : TextFold.Clean(text, multiline);
        if (clean?.Length > limit)
        {
            refusals.Add(new("model.text-too-long", field) { Arguments = [limit.ToString(CultureInfo.InvariantCulture)] });
        }

        return string.IsNullOrEmpty(clean) ? null : clean;
    }

    /// <summary>A day as yyyy-MM-dd.</summary>
    public DateOnly? Day(string? text, string field)
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

    /// <summary>A value of a list.</summary>
    public T? OneOf<T>(string? text, string field)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (Wire.Parse<T>(text) is { } value)
        {
            return value;
        }

        refusals.Add(new("request.value-unknown", field) { Arguments = [text] });
        return null;
    }

    /// <summary>A recipient; <see langword="null"/> where its locality or body is unknown, which is then refused.</summary>
    public RecipientWish? Recipient(RecipientRequest request, int index, Campaign campaign, DateOnly on, Reference current)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"recipients/{index}/");
        Body? body = null;
        if (!string.IsNullOrEmpty(request.BodyId) && (body = current.Bodies.Find(request.BodyId)) is null)
        {
            refusals.Add(new("model.body-unknown", at + "bodyId") { Arguments = [request.BodyId] });
        }

        var unit = body is { NonLocal: true } ? current.Places.ById(campaign.RootUnitId) : current.Places.ById(string.IsNullOrEmpty(request.UnitId) ? body?.UnitId : request.UnitId);
        if (unit is null || !current.Places.ScopeOf(campaign.RootUnitId).Contains(unit.Id))
        {
            refusals.Add(new("model.unit-unknown", at + "unitId") { Arguments = [request.UnitId ?? string.Empty] });
            return null;
        }

        if (body is { UnitId: { } of } && of != unit.Id)
        {
            refusals.Add(new("model.body-elsewhere", at + "bodyId"));
        }
        else if (!unit.ValidOn(on))
        {
            refusals.Add(new("model.unit-not-then", at + "unitId") { Arguments = [unit.FullNameAtStart, on.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)] });
        }

        return new()
        {
            Name = TextFold.Clean(request.Name ?? string.Empty), Subject = OneOf<Subject>(request.Subject, at + "subject"), UnitId = unit.Id, BodyId = body?.Id, NonLocal = body?.NonLocal ?? false,
            Field = string.IsNullOrEmpty(request.Field) ? null : request.Field, Block = OneOf<OrganisationBlock>(request.Block, at + "block") ?? body?.Block,
            Themes = (request.Themes ?? []).Select(t => TextFold.Clean(t).ToLowerInvariant().Replace(' ', '_')).Where(t => t.Length is > 0 and <= 60).Distinct().Order(StringComparer.Ordinal).ToList(),
            SomebodyElse = request.SomebodyElse == true, Consent = request.Consent,
        };
    }
}
