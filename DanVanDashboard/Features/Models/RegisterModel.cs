using System.Globalization;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Models;

/// <summary>Đăng ký một mô hình.</summary>
public sealed class RegisterModel(Writer writer, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Registers a model, or says every reason why not; a repeat of <paramref name="key"/> gets the first answer.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, ModelRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var current = reference.Current;
        var today = LocalDay.Of(clock.GetUtcNow());
        var read = Understand(actor, request, current, today);
        var refusals = read.Refusals.ToList();
        var texts = EntryTexts.Texts(request.Texts, refusals);
        var results = (request.Results ?? []).Select(r => EntryTexts.Result(r, actor, today, refusals)).ToList();
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var (row, themes, lines) = read.Value;
        return await writer.OnceAsync<ModelView>(
            key,
            async (w, cancel) =>
            {
                if (request.DraftId is { } draft && await ModelDrafts.ConsumeAsync(w, actor, draft, request.DraftVersion, request.DraftTab, cancel) is { } gone)
                {
                    return gone;
                }

                var registered = await ModelAppender.AddAsync(w, actor, row, themes, lines, TextFold.Clean(request.PersonResponsible ?? string.Empty), cancel);
                await ModelNotices.TellDecidersAsync(w, actor, row, current, "model.registered", cancel);
                w.Db.ModelTexts.AddRange(texts.Where(t => t.Value.Length > 0).Select(t => new ModelTextRow { ModelId = row.Id, Part = t.Key, Text = t.Value }));
                foreach (var (index, result) in results.Index())
                {
                    // In the order in which they were given.
                    (result!.ModelId, result.At) = (row.Id, w.Now.AddMicroseconds(index));
                    w.Db.ModelResults.Add(result);
                }

                if (row is { Village: { } village, NonLocal: false })
                {
                    await VillageList.AddAsync(w, row.UnitId, village, row.RegisteredOn!.Value, current.Campaign(row.CampaignId)!.Simulated, cancel);
                    await ModelWays.FollowAsync(w, current.Places, [row.UnitId], cancel);
                }

                return ModelView.Of(row, themes, lines, [registered], TextFold.Clean(request.PersonResponsible ?? string.Empty), current);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    private static Result<(ModelRow Row, IReadOnlyList<string> Themes, IReadOnlyList<string> Lines)> Understand(
        Actor actor, ModelRequest request, Reference current, DateOnly today)
    {
        if (current.Campaign(request.Campaign) is not { } campaign)
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
        }

        var refusals = new List<Refusal>();
        var registeredOn = Day(request.RegisteredOn, "registeredOn", refusals) ?? today;
        var startedOn = Day(request.StartedOn, "startedOn", refusals);
        var completeBy = Day(request.CompleteBy, "completeBy", refusals);
        if (completeBy < today)
        {
            refusals.Add(new("model.complete-by-past", "completeBy"));
        }

        var unit = current.Places.ById(request.UnitId);
        if (unit is null || !current.Places.ScopeOf(campaign.RootUnitId).Contains(unit.Id))
        {
            refusals.Add(new("model.unit-unknown", "unitId") { Arguments = [request.UnitId ?? string.Empty] });
            return refusals;
        }

        var body = request.BodyId is null ? DefaultBody(actor, unit, current) : current.Bodies.Find(request.BodyId);
        if (request.BodyId is not null && body is null)
        {
            refusals.Add(new("model.body-unknown", "bodyId") { Arguments = [request.BodyId] });
        }
        else if (body is { UnitId: not null } && body.UnitId != unit.Id)
        {
            refusals.Add(new("model.body-elsewhere", "bodyId"));
        }

        if (!unit.ValidOn(registeredOn))
        {
            refusals.Add(new("model.unit-not-then", "unitId")
            {
                Arguments = [unit.FullNameAtStart, registeredOn.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)],
            });
        }

        var themes = (request.Themes ?? []).Select(t => TextFold.Clean(t).ToLowerInvariant()).Where(t => t.Length is > 0 and <= 60).Distinct().Order(StringComparer.Ordinal).ToList();
        var lines = (request.ReportingLines ?? []).Where(l => current.Bodies.Find(l) is not null).Distinct().ToList();
        var registration = new Registration
        {
            Campaign = campaign, UnitId = unit.Id, BodyId = body?.Id, NonLocal = body?.NonLocal ?? false, Name = TextFold.Clean(request.Name ?? string.Empty),
            Field = request.Field, Subject = Wire.Parse<Subject>(request.Subject), Owner = TextFold.Clean(request.Owner ?? string.Empty),
            Address = TextFold.Clean(request.Address ?? string.Empty), RegisteredOn = registeredOn, StartedOn = startedOn,
        };
        var target = Optional<RecognitionLevel>(request.TargetLevel, "targetLevel", refusals);
        var visibility = Optional<Visibility>(request.Visibility, "visibility", refusals);
        refusals.AddRange(registration.Refusals(actor, today));
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var village = TextFold.Clean(request.Village ?? string.Empty);
        var row = new ModelRow
        {
            Id = "m" + Guid.CreateVersion7().ToString("n"), CampaignId = campaign.Id, UnitId = unit.Id, BodyId = body?.Id, NonLocal = registration.NonLocal,
            Name = registration.Name, NameFolded = TextFold.Fold(registration.Name), NameSort = TextFold.SortKey(registration.Name), Field = registration.Field,
            Subject = registration.Subject, Block = Wire.Parse<OrganisationBlock>(request.Block) ?? body?.Block, Owner = registration.Owner,
            OwnerKind = request.OwnerKind is { } kind ? TextFold.Clean(kind) : null, Address = registration.Address, Village = village.Length > 0 ? village : null,
            RegisteredOn = registeredOn, StartedOn = startedOn, TargetLevel = target, Visibility = visibility ?? Visibility.Public, Consent = request.Consent, CompleteBy = completeBy,
            EnteredBy = actor.UserId, OnBehalf = actor.ActsOnBehalf,
        };
        return (row, (IReadOnlyList<string>)themes, (IReadOnlyList<string>)lines);
    }

    /// <summary>The caller's own body where the unit is its own or the body is non-local; otherwise the Party committee of the unit.</summary>
    private static Body? DefaultBody(Actor actor, Unit unit, Reference current) =>
        current.Bodies.Find(actor.BodyId) is { } own && (own.NonLocal || own.UnitId == unit.Id) ? own : current.Bodies.PartyCommitteeOf(unit.Id);

    internal static DateOnly? Day(string? text, string field, List<Refusal> refusals)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        refusals.Add(new("request.date-unreadable", field) { Arguments = [text] });
        return null;
    }

    internal static T? Optional<T>(string? text, string field, List<Refusal> refusals)
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
}
