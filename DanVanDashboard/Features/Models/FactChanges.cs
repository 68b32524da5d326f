using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

/// <summary>Bổ sung, sửa thông tin: facts of a model completed or corrected later, each with before and after. What a model is counted by is never changed (docs/decisions/0024).</summary>
public sealed class FactChanges(Writer writer, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Changes what the request names; nothing at all when any of it is refused.</summary>
    public Task<Result<ApiAnswer>> HandleAsync(Actor actor, string modelId, FactsRequest request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<FactsView>(
        key,
        async (w, cancel) =>
        {
            var found = await OwnAsync(w, actor, modelId, cancel);
            return found.Ok ? await ChangeAsync(w, actor, found.Value, request, cancel) : found.Refusals.ToList();
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    /// <summary>A model that <paramref name="actor"/> may complete.</summary>
    internal static async Task<Result<ModelRow>> OwnAsync(WriteSession w, Actor actor, string modelId, CancellationToken ct)
    {
        if (await w.Db.Models.FirstOrDefaultAsync(m => m.Id == modelId, ct) is not { } row || !actor.Scope.Covers(row.UnitId, row.BodyId, row.NonLocal) || row.SourceId is not null)
        {
            return new Refusal("model.not-found", "id") { Arguments = [modelId] };
        }

        if (!actor.May(Verb.RegisterModel, row.UnitId, row.BodyId, row.NonLocal))
        {
            return new Refusal("model.not-your-unit", "id");
        }

        return await w.Db.Campaigns.AnyAsync(c => c.Id == row.CampaignId && c.Closed, ct) ? ClosedCampaign.Refusal : row;
    }

    /// <summary>Says in outbox and audit that something about a model changed which nothing is counted by.</summary>
    internal static async Task TellAsync(WriteSession w, Actor actor, ModelRow row, object detail, CancellationToken ct)
    {
        row.Version = await w.NextSequenceAsync(ct);
        w.Append(new()
        {
            Sequence = row.Version, At = w.Now, On = LocalDay.Of(w.Now), Kind = "model.edited", CampaignId = row.CampaignId, UnitId = row.UnitId, BodyId = row.BodyId, NonLocal = row.NonLocal,
            Field = row.Field, Subject = row.Subject, ModelId = row.Id, Internal = row.Visibility == Visibility.Internal,
        });
        await w.AuditAsync(actor, "model.edited", row.Id, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
    }

    private async Task<Result<FactsView>> ChangeAsync(WriteSession w, Actor actor, ModelRow row, FactsRequest request, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        foreach (var (field, given) in new[] { ("field", request.Field), ("subject", request.Subject), ("unitId", request.UnitId), ("bodyId", request.BodyId), ("block", request.Block), ("registeredOn", request.RegisteredOn), ("themes", request.Themes?.ToString()) })
        {
            if (given is not null)
            {
                refusals.Add(new("model.fact-counted", field));
            }
        }

        if (request.Changes is { } seen && seen != await w.Db.ModelFactChanges.CountAsync(c => c.ModelId == row.Id, ct))
        {
            refusals.Add(new("model.fact-changed-meanwhile", "changes"));
        }

        var changes = new List<(string Fact, string? Before, string? After)>();
        Line("name", request.Name, row.Name, Registration.NameLimit, required: true, v => (row.Name, row.NameFolded, row.NameSort) = (v!, TextFold.Fold(v!), TextFold.SortKey(v!)));
        Line("owner", request.Owner, row.Owner, Registration.LineLimit, required: true, v => row.Owner = v!);
        Line("ownerKind", request.OwnerKind, row.OwnerKind, Registration.LineLimit, required: false, v => row.OwnerKind = v);
        Line("address", request.Address, row.Address, Registration.LineLimit, required: true, v => row.Address = v!);
        Line("village", request.Village, row.Village, Registration.LineLimit, required: false, v => row.Village = v);
        var started = RegisterModel.Day(request.StartedOn, "startedOn", refusals);
        Set("startedOn", request.StartedOn is null, Iso(row.StartedOn), Iso(started), () => row.StartedOn = started);
        var due = RegisterModel.Day(request.CompleteBy, "completeBy", refusals);
        Set("completeBy", request.CompleteBy is null, Iso(row.CompleteBy), Iso(due), () => row.CompleteBy = due);
        var level = RegisterModel.Optional<RecognitionLevel>(request.TargetLevel, "targetLevel", refusals);
        if (request.TargetLevel is not null && level != row.TargetLevel)
        {
            var events = (await w.Db.ModelEvents.Where(e => e.ModelId == row.Id).ToListAsync(ct)).ConvertAll(e => e.ToDomain());
            var scored = (await ScoreSheets.OfRoundAsync(w.Db, row.Id, ScoreSheets.RoundOf(events), ct)).Count > 0;
            if (FactRules.TargetLevel(row.TargetLevel, level, ModelLife.Of(events).LevelAt(DateOnly.MaxValue), scored) is { } fixedNow)
            {
                refusals.Add(fixedNow);
            }
        }

        Set("targetLevel", request.TargetLevel is null, Wired(row.TargetLevel), Wired(level), () => row.TargetLevel = level);
        var visibility = RegisterModel.Optional<Visibility>(request.Visibility, "visibility", refusals) ?? row.Visibility;
        Set("visibility", request.Visibility is null, Wire.Name(row.Visibility), Wire.Name(visibility), () => row.Visibility = visibility);
        Set("consent", request.Consent is null, Yes(row.Consent), Yes(request.Consent), () => row.Consent = request.Consent);
        await PersonAsync();
        await LinesAsync();
        await TextsAsync();
        if (refusals.Count > 0)
        {
            return refusals;
        }

        if (changes.Count > 0)
        {
            w.Db.ModelFactChanges.AddRange(changes.Select(c => new ModelFactChangeRow
            {
                Id = "s" + Guid.CreateVersion7().ToString("n"), ModelId = row.Id, Fact = c.Fact, Before = c.Before, After = c.After, ByUser = actor.UserId, OnBehalf = actor.ActsOnBehalf, At = w.Now,
            }));
            if (changes.Exists(c => c.Fact == "visibility"))
            {
                // What happened before it became internal must not go on naming it.
                var hidden = row.Visibility == Visibility.Internal;
                await w.Db.Events.Where(e => e.ModelId == row.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.Internal, hidden), ct);
            }

            if (changes.Exists(c => c.Fact == "village"))
            {
                await ModelWays.FollowAsync(w, reference.Current.Places, [row.UnitId], ct);
            }

            // Names of people stay out of the log; the history of the model holds them.
            await TellAsync(w, actor, row, new
            {
                before = changes.ToDictionary(c => c.Fact, c => c.Fact == "personResponsible" ? Hidden(c.Before) : c.Before),
                after = changes.ToDictionary(c => c.Fact, c => c.Fact == "personResponsible" ? Hidden(c.After) : c.After),
            }, ct);
        }

        await w.Db.SaveChangesAsync(ct);
        return await FactsQueries.OfAsync(w.Db, row, ct);

        void Set(string fact, bool unasked, string? before, string? after, Action change)
        {
            if (!unasked && before != after)
            {
                changes.Add((fact, before, after));
                change();
            }
        }

        void Line(string fact, string? typed, string? before, int limit, bool required, Action<string?> change)
        {
            if (typed is null)
            {
                return;
            }

            var clean = TextFold.Clean(typed);
            if (clean.Length == 0 && required)
            {
                refusals.Add(new("model.fact-empty", fact));
            }
            else if (clean.Length > limit)
            {
                refusals.Add(new("model.text-too-long", fact) { Arguments = [limit.ToString(CultureInfo.InvariantCulture)] });
            }
            else
            {
                var after = clean.Length > 0 ? clean : null;
                Set(fact, unasked: false, before, after, () => change(after));
            }
        }

        async Task PersonAsync()
        {
            var person = await w.Db.ModelPeople.FirstOrDefaultAsync(p => p.ModelId == row.Id && p.Part == "responsible", ct);
            Line("personResponsible", request.PersonResponsible, person?.Name, Registration.LineLimit, required: false, v =>
            {
                if (v is null)
                {
                    w.Db.ModelPeople.Remove(person!);
                }
                else if (person is not null)
                {
                    person.Name = v;
                }
                else
                {
                    w.Db.ModelPeople.Add(new() { ModelId = row.Id, Part = "responsible", Name = v });
                }
            });
        }

        async Task LinesAsync()
        {
            if (request.ReportingLines is { } wanted)
            {
                var bodies = reference.Current.Bodies;
                var day = LocalDay.Of(clock.GetUtcNow());
                refusals.AddRange(wanted.Where(l => bodies.Find(l) is null).Select(l => new Refusal("model.body-unknown", "reportingLines") { Arguments = [l] }));
                var before = await w.Db.ModelLines.Where(l => l.ModelId == row.Id).ToListAsync(ct);
                var after = wanted.Where(l => bodies.Find(l) is not null).Distinct().ToList();
                Set("reportingLines", unasked: false, Names(before.Select(l => l.BodyId)), Names(after), () =>
                {
                    w.Db.ModelLines.RemoveRange(before.Where(l => !after.Contains(l.BodyId)));
                    w.Db.ModelLines.AddRange(after.Where(l => before.All(x => x.BodyId != l)).Select(l => new ModelLineRow { ModelId = row.Id, BodyId = l }));
                });

                string? Names(IEnumerable<string> ids) => string.Join(", ", ids.Order(StringComparer.Ordinal).Select(i => bodies.Find(i)?.NameOn(day) ?? i)) is { Length: > 0 } names ? names : null;
            }
        }

        async Task TextsAsync()
        {
            var before = await w.Db.ModelTexts.Where(t => t.ModelId == row.Id).ToListAsync(ct);
            foreach (var (part, text) in EntryTexts.Texts(request.Texts, refusals))
            {
                var there = before.Find(t => t.Part == part);
                Set(Wire.Name(part), unasked: false, there?.Text, text.Length > 0 ? text : null, () =>
                {
                    if (text.Length == 0)
                    {
                        w.Db.ModelTexts.Remove(there!);
                    }
                    else if (there is not null)
                    {
                        there.Text = text;
                    }
                    else
                    {
                        w.Db.ModelTexts.Add(new() { ModelId = row.Id, Part = part, Text = text });
                    }
                });
            }
        }
    }

    private static string? Hidden(string? name) => name is null ? null : "…";

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Yes(bool? value) => value switch { true => "yes", false => "no", _ => null };

    private static string? Wired<T>(T? value)
        where T : struct, Enum => value is { } v ? Wire.Name(v) : null;
}

/// <summary>Reads what a registration holds beyond what it is counted by.</summary>
public sealed class FactsQueries(Store store, ReferenceData reference)
{
    /// <summary>The facts of a model in the scope of whoever asks.</summary>
    public async Task<Result<FactsView>> GetAsync(Actor actor, string modelId, CancellationToken ct)
    {
        await using var db = store.Read();
        var current = reference.Current;
        return await db.Models.FirstOrDefaultAsync(m => m.Id == modelId, ct) is { } row && CampaignScope.Reads(actor, current.Campaign(row.CampaignId)!, current)
            && actor.Scope.Covers(row.UnitId, row.BodyId, row.NonLocal)
            ? await OfAsync(db, row, ct)
            : new Refusal("model.not-found", "id") { Arguments = [modelId] };
    }

    internal static async Task<FactsView> OfAsync(DanVanDbContext db, ModelRow row, CancellationToken ct)
    {
        var texts = await db.ModelTexts.Where(t => t.ModelId == row.Id).ToDictionaryAsync(t => Wire.Name(t.Part), t => t.Text, StringComparer.Ordinal, ct);
        var person = await db.ModelPeople.Where(p => p.ModelId == row.Id && p.Part == "responsible").Select(p => p.Name).FirstOrDefaultAsync(ct);
        var results = await db.ModelResults.Where(r => r.ModelId == row.Id && r.WithdrawnAt == null).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(ct);
        var changes = await db.ModelFactChanges.Where(c => c.ModelId == row.Id).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(ct);
        var users = changes.Select(c => c.ByUser).Distinct().ToList();
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        var complete = Completeness.Look(item => item switch
        {
            "owner" => row.Owner, "field" => row.Field, "village" => row.Village, "personResponsible" => person, _ => texts.GetValueOrDefault(item),
        });
        return new(
            texts, results.ConvertAll(ResultView.Of), complete.Done, Completeness.Of, complete.Missing, row.CompleteBy,
            changes.ConvertAll(c => new FactChangeView(c.Fact, c.Before, c.After, names.GetValueOrDefault(c.ByUser, c.ByUser), c.At, c.OnBehalf)));
    }
}
