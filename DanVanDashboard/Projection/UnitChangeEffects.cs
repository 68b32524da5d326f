using System.Text.Encodings.Web;
using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>An account that went over to a new unit with a change.</summary>
public sealed record MovedAccount(string Id, string? FromUnit, string? FromBody, string? ToUnit, string? ToBody);

/// <summary>An obligation that a change made.</summary>
public sealed record MadeObligation(string CampaignId, string BodyId, string Period);

/// <summary>A unit as a change ended or began it, readable also after it was undone.</summary>
public sealed record ChangedUnit(string Id, string Code, string Name, DateOnly From, DateOnly? To, bool Follows);

/// <summary>A line of lineage of a change.</summary>
public sealed record ChangedPart(string FromId, string ToId, decimal? Share, bool Full);

/// <summary>All that a change of units did to the store; kept with its record.</summary>
public sealed record UnitChangeEffects
{
    /// <summary>Units that ended.</summary>
    public IReadOnlyList<ChangedUnit> Ended { get; init; } = [];

    /// <summary>Units that began.</summary>
    public IReadOnlyList<ChangedUnit> Begun { get; init; } = [];

    /// <summary>Lines of lineage.</summary>
    public IReadOnlyList<ChangedPart> Lineage { get; init; } = [];

    /// <summary>Of each unit that went wholly into one: that one.</summary>
    public IReadOnlyDictionary<string, string> UnitHeirs { get; init; } = new Dictionary<string, string>();

    /// <summary>Of each body that one other goes on for: that one.</summary>
    public IReadOnlyDictionary<string, string> BodyHeirs { get; init; } = new Dictionary<string, string>();

    /// <summary>Bodies that ended.</summary>
    public IReadOnlyList<string> BodiesEnded { get; init; } = [];

    /// <summary>Bodies that began.</summary>
    public IReadOnlyList<string> BodiesBegun { get; init; } = [];

    /// <summary>Obligations taken off the bodies that ended, as they were.</summary>
    public IReadOnlyList<ObligationRow> ObligationsTaken { get; init; } = [];

    /// <summary>Obligations of the bodies that began.</summary>
    public IReadOnlyList<MadeObligation> ObligationsMade { get; init; } = [];

    /// <summary>Memberships in clusters that ended.</summary>
    public IReadOnlyList<string> MembersEnded { get; init; } = [];

    /// <summary>Memberships in clusters that began.</summary>
    public IReadOnlyList<string> MembersBegun { get; init; } = [];

    /// <summary>Accounts that went over.</summary>
    public IReadOnlyList<MovedAccount> Accounts { get; init; } = [];

    // Names as the API writes them, Vietnamese letters as they are.
    internal static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads what is kept.</summary>
    public static UnitChangeEffects Of(UnitChangeRow row) => JsonSerializer.Deserialize<UnitChangeEffects>(row.Effects, Form)!;

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Form);
}

/// <summary>Lets the people of units that ended act for those that began, from the day of the change on.</summary>
internal static class UnitChangeAccounts
{
    /// <summary>Moves the accounts of every change whose day has come; how many moved.</summary>
    public static async Task<int> MoveDueAsync(WriteSession w, Reference current, DateOnly today, CancellationToken ct)
    {
        var moved = 0;
        foreach (var row in await w.Db.UnitChanges.AsTracking().Where(c => c.AccountsMovedAt == null && c.UndoneAt == null && c.On <= today).OrderBy(c => c.On).ThenBy(c => c.Number).ToListAsync(ct))
        {
            moved += await MoveAsync(w, Actor.System, row, id => current.Places.ById(id)?.FullName ?? id, ct);
        }

        return moved;
    }

    /// <summary>Moves the accounts of one change and tells the people concerned.</summary>
    public static async Task<int> MoveAsync(WriteSession w, Actor by, UnitChangeRow row, Func<string, string> unitName, CancellationToken ct)
    {
        var effects = UnitChangeEffects.Of(row);
        var moves = Moves(effects, await ConcernedAsync(w.Db, effects, ct));
        foreach (var (account, move) in moves)
        {
            (account.UnitId, account.BodyId) = (move.ToUnit, move.ToBody);
            var at = effects.UnitHeirs.Values.FirstOrDefault(u => u == move.ToUnit) ?? effects.Begun.FirstOrDefault(u => move.ToBody?.StartsWith(u.Id.Replace('/', '.') + ".", StringComparison.Ordinal) == true)?.Id ?? row.Id;
            await w.TellAsync(by, new Recipients(UserId: account.Id), new Notice("account.unit-changed", "/dia-ban/" + at, null, unitName(at), row.On.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)), ct);
        }

        row.Effects = (effects with { Accounts = [.. moves.Select(m => m.Move)] }).ToJson();
        row.AccountsMovedAt = w.Now;
        if (moves.Count > 0)
        {
            await w.AuditAsync(by, "account.unit-changed", row.Id, JsonSerializer.Serialize(new { accounts = moves.Select(m => m.Move) }, UnitChangeEffects.Form), ct);
        }

        return moves.Count;
    }

    /// <summary>The accounts of the units and bodies that end.</summary>
    public static Task<List<AccountRow>> ConcernedAsync(DanVanDbContext db, UnitChangeEffects effects, CancellationToken ct)
    {
        var (units, bodies) = (effects.Ended.Select(u => u.Id).ToList(), effects.BodiesEnded);
        return db.Accounts.AsTracking().Where(a => (a.UnitId != null && units.Contains(a.UnitId)) || (a.BodyId != null && bodies.Contains(a.BodyId))).OrderBy(a => a.UserName).ToListAsync(ct);
    }

    /// <summary>Those that have one unit and body to go to. Of a divided unit nobody can say where its people went: a person does.</summary>
    public static List<(AccountRow Account, MovedAccount Move)> Moves(UnitChangeEffects effects, IEnumerable<AccountRow> accounts)
    {
        var ended = effects.Ended.Select(u => u.Id).ToHashSet();
        return [.. accounts.Where(a => (a.UnitId is null || !ended.Contains(a.UnitId) || effects.UnitHeirs.ContainsKey(a.UnitId)) && (a.BodyId is null || !effects.BodiesEnded.Contains(a.BodyId) || effects.BodyHeirs.ContainsKey(a.BodyId)))
            .Select(a => (a, new MovedAccount(
                a.Id, a.UnitId, a.BodyId, a.UnitId is { } u ? effects.UnitHeirs.GetValueOrDefault(u, u) : null, a.BodyId is { } b ? effects.BodyHeirs.GetValueOrDefault(b, b) : null)))];
    }
}
