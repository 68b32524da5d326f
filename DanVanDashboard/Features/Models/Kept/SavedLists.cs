using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models.Kept;

/// <summary>Body of the requests that keep a list of models by name.</summary>
public sealed record SavedListRequest
{
#pragma warning disable CS1591 // Named and described in docs/api.md.
    public string? Name { get; init; }
    public string? Query { get; init; }
    public bool? Shared { get; init; }
#pragma warning restore CS1591
}

/// <summary>A kept list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">As its owner named it.</param>
/// <param name="Href">Its address.</param>
/// <param name="Own">Whether it is the caller's own.</param>
/// <param name="Shared">Whether the people of the same body see it.</param>
/// <param name="Owner">Whose it is, where it is somebody else's.</param>
public sealed record SavedListView(string Id, string Name, string Href, bool Own, bool Shared, string? Owner);

/// <summary>Lưu, đổi tên, xóa bộ lọc: lists that a person keeps by name. Whoever signs in may; it changes nothing of the campaign.</summary>
public sealed class SavedLists(Writer writer, Store store)
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLimit = 80;

    /// <summary>Most lists of one person.</summary>
    public const int Most = 50;

    private const int QueryLimit = 2000;

    /// <summary>The caller's lists and those that others of the same body share, by name.</summary>
    public async Task<IReadOnlyList<SavedListView>> OfAsync(Actor actor, CancellationToken ct)
    {
        var circle = CircleOf(actor);
        await using var db = store.Read();
        var rows = await db.SavedLists.Where(l => l.UserId == actor.UserId || (l.SharedWithBody != null && l.SharedWithBody == circle)).ToListAsync(ct);
        var others = rows.Select(r => r.UserId).Where(u => u != actor.UserId).Distinct().ToList();
        var names = await db.Accounts.Where(a => others.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        return rows.OrderBy(r => r.UserId != actor.UserId).ThenBy(r => TextFold.SortKey(r.Name), StringComparer.Ordinal).Select(r => View(r, actor, names.GetValueOrDefault(r.UserId))).ToList();
    }

    /// <summary>Keeps a list; one of the same name is replaced.</summary>
    public Task<Result<ApiAnswer>> SaveAsync(Actor actor, SavedListRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var (name, query) = (TextFold.Clean(request.Name ?? string.Empty), (request.Query ?? string.Empty).TrimStart('?'));
        return writer.OnceAsync<SavedListView>(
            key,
            async (w, cancel) =>
            {
                if (NameRefusal(name) is { } refusal)
                {
                    return refusal;
                }

                if (query.Length > QueryLimit)
                {
                    return new Refusal("list.query-too-long", "query");
                }

                // What is kept is the list, not the page of it; names that the page does not know are left out.
                var state = ModelListQuery.Read(new QueryString(query.Length == 0 ? "" : "?" + query)) with { After = null };
                var row = await w.Db.SavedLists.FirstOrDefaultAsync(l => l.UserId == actor.UserId && l.Name == name, cancel);
                var before = row is null ? null : Told(row);
                if (row is null)
                {
                    if (await w.Db.SavedLists.CountAsync(l => l.UserId == actor.UserId, cancel) >= Most)
                    {
                        return new Refusal("list.too-many", "name") { Arguments = [Most.ToString(System.Globalization.CultureInfo.InvariantCulture)] };
                    }

                    row = new() { Id = "l" + Guid.CreateVersion7().ToString("n"), UserId = actor.UserId, Name = name, Query = string.Empty };
                    w.Db.SavedLists.Add(row);
                }

                (row.Query, row.At, row.SharedWithBody) = (state.Href().Split('?', 2).ElementAtOrDefault(1) ?? string.Empty, w.Now, request.Shared == true ? CircleOf(actor) : null);
                await w.AuditAsync(actor, "saved-list.set", row.Id, Detail(before, Told(row)), cancel);
                return View(row, actor, null);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    /// <summary>Gives an own list another name, or shares it or no longer.</summary>
    public Task<Result<ApiAnswer>> ChangeAsync(Actor actor, string id, SavedListRequest request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<SavedListView>(
        key,
        async (w, cancel) =>
        {
            if (await w.Db.SavedLists.FirstOrDefaultAsync(l => l.Id == id && l.UserId == actor.UserId, cancel) is not { } row)
            {
                return new Refusal("list.not-found", "id");
            }

            var name = request.Name is null ? row.Name : TextFold.Clean(request.Name);
            if (NameRefusal(name) is { } refusal)
            {
                return refusal;
            }

            if (name != row.Name && await w.Db.SavedLists.AnyAsync(l => l.UserId == actor.UserId && l.Name == name, cancel))
            {
                return new Refusal("list.name-taken", "name") { Arguments = [name] };
            }

            var before = Told(row);
            (row.Name, row.At) = (name, w.Now);
            row.SharedWithBody = request.Shared switch { true => CircleOf(actor), false => null, _ => row.SharedWithBody };
            await w.AuditAsync(actor, "saved-list.change", row.Id, Detail(before, Told(row)), cancel);
            return View(row, actor, null);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    /// <summary>Forgets an own list.</summary>
    public Task<Result<ApiAnswer>> DeleteAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<SavedListView>(
        key,
        async (w, cancel) =>
        {
            if (await w.Db.SavedLists.FirstOrDefaultAsync(l => l.Id == id && l.UserId == actor.UserId, cancel) is not { } row)
            {
                return new Refusal("list.not-found", "id");
            }

            w.Db.SavedLists.Remove(row);
            await w.AuditAsync(actor, "saved-list.delete", row.Id, Detail(Told(row), null), cancel);
            return View(row, actor, null);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    // What is written out: the row itself changes afterwards.
    private static string Told(SavedListRow row) => JsonSerializer.Serialize(new { row.Name, row.Query, shared = row.SharedWithBody is not null }, ApiAnswer.Options);

    private static string Detail(string? before, string? after) => $"{{\"before\":{before ?? "null"},\"after\":{after ?? "null"}}}";

    /// <summary>With whom one shares: the own body; of those without one, the same role in the same place.</summary>
    private static string CircleOf(Actor actor) => actor.BodyId ?? $"{Wire.Name(actor.Role)}@{actor.UnitId}";

    private static Refusal? NameRefusal(string name) => name.Length switch
    {
        0 => new("list.name-missing", "name"),
        > NameLimit => new("list.name-too-long", "name") { Arguments = [NameLimit.ToString(System.Globalization.CultureInfo.InvariantCulture)] },
        _ => null,
    };

    private static SavedListView View(SavedListRow row, Actor actor, string? owner) =>
        new(row.Id, row.Name, row.Query.Length == 0 ? ModelListState.Path : $"{ModelListState.Path}?{row.Query}", row.UserId == actor.UserId, row.SharedWithBody is not null, row.UserId == actor.UserId ? null : owner);
}
