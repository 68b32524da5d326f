using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Pack;

/// <summary>Reads who was commended without a model: persons and collectives, each once, as the number "được khen thưởng" counts them.</summary>
internal sealed class PackHonours(Store store, PackWords words)
{
    /// <summary>The recipients behind the number, in administrative order.</summary>
    /// <param name="selection">The question.</param>
    /// <param name="current">Localities and bodies.</param>
    /// <param name="upTo">The last change that counts.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<List<PackModel>> GetAsync(ModelSelection selection, Reference current, long upTo, CancellationToken ct)
    {
        await using var db = store.Read();
        var standing = await db.Honours.Where(h => h.CampaignId == selection.Campaign.Id && h.Sequence <= upTo && (h.RevokedSequence == null || h.RevokedSequence > upTo))
            .Join(db.Recipients, h => h.RecipientId, r => r.Id, (h, r) => new { h, r }).ToListAsync(ct);
        // As the cube: who has been honoured several times stands where the last honour says.
        var found = standing.GroupBy(x => x.r.Id)
            .Select(g => (Recipient: g.First().r, Facts: g.OrderBy(x => x.h.Sequence).ThenBy(x => x.h.Id, StringComparer.Ordinal).Last().h,
                Last: g.Select(x => x.h).Where(h => h.Kind == ModelEventKind.Commend && Within(selection.Query.Period, h.On)).OrderBy(h => h.On).ThenBy(h => h.Sequence).LastOrDefault()))
            .Where(x => x.Last is not null && Counts(selection, x.Facts)).ToList();
        var ids = found.Select(x => x.Last!.DecisionId).OfType<string>().Distinct().ToList();
        var decisions = await db.Decisions.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
        return
        [
            .. found.OrderBy(x => x.Facts.NonLocal).ThenBy(x => current.Places[x.Facts.UnitId], Domain.Localities.Unit.AdministrativeOrder).ThenBy(x => x.Recipient.NameSort, StringComparer.Ordinal)
                .Select(x => Of(x.Recipient, x.Facts, x.Last!, x.Last!.DecisionId is { } id ? decisions.GetValueOrDefault(id) : null)),
        ];

        PackModel Of(RecipientRow recipient, HonourRow facts, HonourRow last, DecisionRow? decision)
        {
            var place = facts.NonLocal ? current.Bodies.Find(facts.BodyId)?.NameOn(last.On) ?? words.Vocabulary["unstated"] : current.Places[facts.UnitId].FullNameAtStart;
            // As with models: a collective is named, a person only who agreed.
            var named = facts.Subject == Subject.Collective || recipient.Consent == true;
            return new(
                named ? recipient.Name : words.Text["owner.withheld-person"], words.Field(selection.Campaign, facts.Field), words.Text["owner.without-model"], words.Subject(facts.Subject), place,
                last.On == ModelEvent.Undated ? null : last.On, words.Form(last.Form), decision?.Number, decision?.Body)
            {
                Individual = facts.Subject == Subject.Individual, Unit = facts.NonLocal ? CubeKeys.ProvinceBodies : facts.UnitId, Rank = AwardForm.Khac - (last.Form ?? AwardForm.Khac) + 1,
            };
        }
    }

    private static bool Counts(ModelSelection selection, HonourRow h)
    {
        var query = selection.Query;
        return (!selection.SomeUnits || (h.NonLocal ? selection.NonLocal : selection.WeightOf(h.UnitId) > 0)) && selection.Scope.Covers(h.UnitId, h.BodyId, h.NonLocal)
            && Is(query.Body, h.BodyId) && Is(query.Field, h.Field) && Is(query.Subject, Wire.Name(h.Subject)) && Is(query.Block, h.Block is { } block ? Wire.Name(block) : null)
            && (query.Theme is not { Length: > 0 } theme || h.Themes?.Split(' ').Contains(theme) == true);

        static bool Is(string? asked, string? value) => asked is null || asked == (value ?? CubeKeys.Unstated);
    }

    internal static bool Within(PeriodKey? period, DateOnly on) => period is not { } p || p.Contains(on) || (p.Kind == PeriodKind.Phase && on == ModelEvent.Undated);
}
