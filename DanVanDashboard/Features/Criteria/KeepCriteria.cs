using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Criteria;

/// <summary>Lập, sửa bộ tiêu chí. A version that models were scored against is never changed: its change is a new version, and what was scored keeps the old one.</summary>
public sealed class KeepCriteria(Writer writer, ReferenceData reference)
{
    /// <summary>Makes a new set.</summary>
    public Task<Result<ApiAnswer>> CreateAsync(Actor actor, CriteriaRequest request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<CriteriaSetView>(
        key,
        async (w, cancel) =>
        {
            var current = reference.Current;
            if (current.Campaign(request.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
            {
                return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
            }

            var read = await UnderstandAsync(w, actor, request, campaign, null, cancel);
            return read.Ok ? await WriteAsync(w, actor, campaign, read.Value, null, cancel) : read.Refusals.ToList();
        },
        view => ApiAnswer.Of(StatusCodes.Status201Created, view),
        ct);

    /// <summary>Changes the current version of a set: in place while nothing was scored against it, else by a new version.</summary>
    public Task<Result<ApiAnswer>> ChangeAsync(Actor actor, string id, CriteriaRequest request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<CriteriaSetView>(
        key,
        async (w, cancel) =>
        {
            var current = reference.Current;
            if (await w.Db.CriteriaSets.FirstOrDefaultAsync(s => s.Id == id, cancel) is not { } row || current.Campaign(row.CampaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
            {
                return new Refusal("criteria.not-found", "id") { Arguments = [id] };
            }

            var read = await UnderstandAsync(w, actor, request, campaign, row, cancel);
            if (!read.Ok)
            {
                return read.Refusals.ToList();
            }

            return row.ReplacedBy is not null ? new Refusal("criteria.not-current", "id") : await WriteAsync(w, actor, campaign, read.Value, row, cancel);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    /// <summary>Gives a campaign without criteria the sample set that the software ships.</summary>
    public Task<Result<ApiAnswer>> AddSampleAsync(Actor actor, CriteriaRequest request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<List<CriteriaSetView>>(
        key,
        async (w, cancel) =>
        {
            var current = reference.Current;
            if (current.Campaign(request.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
            {
                return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
            }

            if (!actor.May(Verb.RunCampaign))
            {
                return new Refusal("criteria.not-allowed");
            }

            if (await w.Db.CriteriaSets.AnyAsync(s => s.CampaignId == campaign.Id, cancel))
            {
                return new Refusal("criteria.has-some", "campaign");
            }

            SampleCriteria.Add(w, campaign.Id, campaign.From ?? LocalDay.Of(w.Now));
            await TellAsync(w, actor, campaign, campaign.Id, new { sample = true }, cancel);
            return new List<CriteriaSetView>();
        },
        view => ApiAnswer.Of(StatusCodes.Status201Created, view),
        ct);

    private static async Task<CriteriaSetView> WriteAsync(WriteSession w, Actor actor, Campaign campaign, CriteriaWish wish, CriteriaSetRow? old, CancellationToken ct)
    {
        var used = old is not null && await w.Db.Scores.AnyAsync(s => s.SetId == old.Id, ct);
        var before = old is null ? null : await DetailAsync(w, old, ct);
        CriteriaSetRow row;
        if (old is not null && !used)
        {
            row = old;
            w.Db.Criteria.RemoveRange(await w.Db.Criteria.Where(c => c.SetId == old.Id).ToListAsync(ct));
            // The same keys come back below; they are gone first.
            await w.Db.SaveChangesAsync(ct);
        }
        else
        {
            var id = "bt" + Guid.CreateVersion7().ToString("n");
            row = new() { Id = id, SetKey = old?.SetKey ?? id, Version = (old?.Version ?? 0) + 1, CampaignId = campaign.Id, Name = wish.Name, SetBy = actor.UserId };
            w.Db.CriteriaSets.Add(row);
            if (old is not null)
            {
                old.ReplacedBy = id;
            }
        }

        // Whatever the board has put its hand to is its own, and no sample any more.
        (row.Level, row.Subject, row.Name, row.Sample) = (wish.Level!.Value, wish.Subject, wish.Name, false);
        (row.PassMark, row.MonthsRequired, row.ValidFrom, row.ValidTo) = (wish.PassMark!.Value, wish.MonthsRequired!.Value, wish.ValidFrom!.Value, wish.ValidTo);
        (row.SetBy, row.SetAt) = (actor.UserId, w.Now);
        var taken = wish.Criteria.Select(c => c.Key).OfType<string>().ToHashSet();
        var next = 0;
        var criteria = wish.Criteria.Select((c, i) => new CriterionRow { SetId = row.Id, Position = i, Key = c.Key ?? Fresh(), Title = c.Title, Guidance = c.Guidance, MaxPoints = c.MaxPoints!.Value }).ToList();
        w.Db.Criteria.AddRange(criteria);
        row.Sequence = await TellAsync(w, actor, campaign, row.Id, new { before, after = Detail(row, criteria) }, ct);
        return CriteriaSetView.Of(
            new(row, new(row.Id, row.Name, row.Level, row.Subject, row.PassMark, row.MonthsRequired, row.ValidFrom, row.ValidTo, criteria.ConvertAll(c => new Criterion(c.Key, c.Title, c.Guidance, c.MaxPoints)))),
            0, null);

        string Fresh()
        {
            string key;
            do
            {
                key = string.Create(CultureInfo.InvariantCulture, $"tc{++next}");
            }
            while (!taken.Add(key));
            return key;
        }
    }

    private static async Task<long> TellAsync(WriteSession w, Actor actor, Campaign campaign, string subject, object detail, CancellationToken ct)
    {
        var sequence = await w.NextSequenceAsync(ct);
        w.Append(new() { Sequence = sequence, At = w.Now, On = LocalDay.Of(w.Now), Kind = "criteria.set", CampaignId = campaign.Id, UnitId = campaign.RootUnitId });
        await w.AuditAsync(actor, "criteria.set", subject, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
        return sequence;
    }

    private static async Task<object> DetailAsync(WriteSession w, CriteriaSetRow row, CancellationToken ct) =>
        Detail(row, await w.Db.Criteria.AsNoTracking().Where(c => c.SetId == row.Id).OrderBy(c => c.Position).ToListAsync(ct));

    private static object Detail(CriteriaSetRow r, IEnumerable<CriterionRow> criteria) => new
    {
        r.Version, level = Wire.Name(r.Level), subject = r.Subject is { } s ? Wire.Name(s) : null, r.Name, r.PassMark, r.MonthsRequired, r.ValidFrom, r.ValidTo,
        criteria = criteria.Select(c => new { c.Key, c.Title, c.MaxPoints }).ToList(),
    };

    private static async Task<Result<CriteriaWish>> UnderstandAsync(WriteSession w, Actor actor, CriteriaRequest request, Campaign campaign, CriteriaSetRow? own, CancellationToken ct)
    {
        var unreadable = new List<Refusal>();
        var level = Optional<RecognitionLevel>(request.Level, "level");
        var subject = Optional<Subject>(request.Subject, "subject");
        var known = own is null ? [] : await w.Db.Criteria.Where(c => c.SetId == own.Id).Select(c => c.Key).ToListAsync(ct);
        var kept = new HashSet<string>();
        var criteria = (request.Criteria ?? []).Select(c => new CriterionWish(
            c.Key is { } k && known.Contains(k) && kept.Add(k) ? k : null, Clean(c.Title) ?? string.Empty, c.Guidance is { } g && TextFold.Clean(g, multiline: true) is { Length: > 0 } clean ? clean : null, c.MaxPoints)).ToList();
        var wish = new CriteriaWish(level, subject, Clean(request.Name) ?? string.Empty, request.PassMark, request.MonthsRequired, Day(request.ValidFrom, "validFrom"), Day(request.ValidTo, "validTo"), criteria);
        var others = (await CriteriaSets.AllAsync(w.Db, campaign.Id, ct)).Where(s => s.Row.ReplacedBy is null && s.Row.SetKey != own?.SetKey).Select(s => s.Set);
        var refusals = CriteriaRules.Refusals(actor, wish, others);
        if (refusals is [{ Code: "criteria.not-allowed" }])
        {
            return refusals;
        }

        if (!campaign.OpenForEntries)
        {
            refusals.Add(new("criteria.campaign-closed", "campaign"));
        }

        // What cannot be read is said as such, not as missing.
        refusals.RemoveAll(r => unreadable.Exists(u => u.Field == r.Field));
        refusals.AddRange(unreadable);
        return refusals.Count > 0 ? refusals : wish;

        T? Optional<T>(string? text, string field)
            where T : struct, Enum
        {
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            var value = Wire.Parse<T>(text);
            if (value is null)
            {
                unreadable.Add(new("request.value-unknown", field) { Arguments = [text] });
            }

            return value;
        }

        DateOnly? Day(string? text, string field)
        {
            if (Clean(text) is not { } stated)
            {
                return null;
            }

            if (DateOnly.TryParseExact(stated, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            unreadable.Add(new("request.date-unreadable", field) { Arguments = [stated] });
            return null;
        }
    }

    private static string? Clean(string? text) => text is not null && TextFold.Clean(text) is { Length: > 0 } clean ? clean : null;
}
