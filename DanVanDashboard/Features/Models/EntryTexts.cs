using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Features.Models;

/// <summary>Reads the long texts and results of a request; refusals are added to the caller's list.</summary>
internal static class EntryTexts
{
    /// <summary>The texts, cleaned; an empty one is there as an empty text.</summary>
    public static Dictionary<ModelText, string> Texts(IReadOnlyDictionary<string, string?>? texts, List<Refusal> refusals)
    {
        var read = new Dictionary<ModelText, string>();
        foreach (var (name, text) in texts ?? new Dictionary<string, string?>())
        {
            var clean = TextFold.Clean(text ?? string.Empty, multiline: true);
            if (Wire.Parse<ModelText>(name) is not { } part)
            {
                refusals.Add(new("model.text-unknown", name) { Arguments = [name] });
            }
            else if (clean.Length > Completeness.TextLimit)
            {
                refusals.Add(new("model.text-too-long", name) { Arguments = [Completeness.TextLimit.ToString(CultureInfo.InvariantCulture)] });
            }
            else
            {
                read[part] = clean;
            }
        }

        return read;
    }

    /// <summary>One result, understood; <see langword="null"/> after a refusal.</summary>
    public static ModelResultRow? Result(ResultRequest request, Actor actor, DateOnly today, List<Refusal> refusals)
    {
        var before = refusals.Count;
        var kind = Wire.Parse<ResultKind>(request.Kind);
        var measure = TextFold.Clean(request.Measure ?? string.Empty);
        var note = TextFold.Clean(request.Note ?? string.Empty);
        var on = RegisterModel.Day(request.On, "on", refusals);
        if (kind is null)
        {
            refusals.Add(new("model.result-kind-unknown", "kind") { Arguments = [request.Kind ?? string.Empty] });
        }
        else if (kind == ResultKind.Other && measure.Length == 0)
        {
            refusals.Add(new("model.result-measure-missing", "measure"));
        }

        if (request.Quantity is not (> 0 and < 1_000_000_000_000_000m))
        {
            refusals.Add(new("model.result-quantity-wrong", "quantity"));
        }

        if (on > today)
        {
            refusals.Add(new("model.result-in-future", "on"));
        }

        if (measure.Length > 60 || note.Length > Registration.LineLimit)
        {
            refusals.Add(new("model.text-too-long", measure.Length > 60 ? "measure" : "note") { Arguments = [measure.Length > 60 ? "60" : "500"] });
        }

        var exactness = RegisterModel.Optional<Exactness>(request.Exactness, "exactness", refusals) ?? Exactness.Exact;
        return refusals.Count > before ? null : new()
        {
            Id = "k" + Guid.CreateVersion7().ToString("n"), ModelId = string.Empty, Kind = kind!.Value, Measure = kind == ResultKind.Other ? measure : MeasureOf(kind.Value),
            Quantity = request.Quantity!.Value, Exactness = exactness, On = on, Note = note.Length > 0 ? note : null, ByUser = actor.UserId,
        };
    }

    /// <summary>Unit of measure of a kind, as it is written.</summary>
    public static string MeasureOf(ResultKind kind) => kind switch
    {
        ResultKind.Money => "đồng",
        ResultKind.Workdays => "ngày công",
        ResultKind.Land => "m²",
        ResultKind.Road => "km",
        ResultKind.Houses => "nhà",
        ResultKind.HealthCards => "thẻ",
        ResultKind.People => "lượt người",
        ResultKind.Households => "hộ",
        _ => string.Empty,
    };
}
