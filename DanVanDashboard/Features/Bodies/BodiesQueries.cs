using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Bodies;

/// <summary>A body in the list, with its name of the day.</summary>
internal sealed record ShownBody(Body Body, string Name, string? Unit, IReadOnlyList<string> Lines);

/// <summary>A page of bodies.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Rows">Those of the page, in protocol order.</param>
internal sealed record ShownBodies(DateOnly Day, int Total, int Page, int Pages, IReadOnlyList<ShownBody> Rows);

/// <summary>Reads what the page of bodies shows. All bodies stand in memory; a page of them is rendered.</summary>
internal sealed class BodiesQueries(Store store, ReferenceData reference, DanVanOptions options, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>The bodies of the instance's province as they are on a day.</summary>
    public ShownBodies Page(string? search, BodyKind? kind, bool? local, DateOnly? on, int page)
    {
        var (current, day) = (reference.Current, on ?? Today);
        var folded = TextFold.Fold(search?.Trim() ?? string.Empty);
        var found = current.Bodies.All.Where(b => b.ProvinceId == options.RootUnit && b.ValidOn(day) && (kind is null || b.Kind == kind) && (local is null || b.NonLocal != local)
            && (folded.Length == 0 || b.Names.Any(n => TextFold.Fold(n.Name).Contains(folded, StringComparison.Ordinal)))).ToList();
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        var at = Math.Clamp(page, 1, pages);
        return new(day, found.Count, at, pages, [.. found.Skip((at - 1) * PageSize).Take(PageSize).Select(b => new ShownBody(
            b, b.NameOn(day), current.Places.ById(b.UnitId)?.FullNameAtStart, [.. b.ParentIds.Select(p => current.Bodies.Find(p)?.NameOn(day) ?? p)]))]);
    }

    public DateOnly Today => LocalDay.Of(clock.GetUtcNow());

    /// <summary>The version of a body, by which two editors do not overwrite each other.</summary>
    public async Task<long> VersionAsync(string id, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.Bodies.Where(b => b.Id == id).Select(b => b.Version).FirstOrDefaultAsync(ct);
    }

    /// <summary>To whom a body can report: the non-local ones, and the others of its locality.</summary>
    public IReadOnlyList<(string Id, string Name)> Above(Body? body, string? unit)
    {
        var (current, today) = (reference.Current, Today);
        return [.. current.Bodies.All.Where(b => b.ProvinceId == options.RootUnit && b.ValidOn(today) && b.Id != body?.Id && (b.NonLocal || (unit is not null && b.UnitId == unit)) && (body is null || !current.Bodies.WithAllBelow(body.Id).Contains(b.Id)))
            .Select(b => (b.Id, b.NameOn(today)))];
    }

    /// <summary>The communes of today.</summary>
    public IReadOnlyList<(string Id, string Name)> Units() => [.. reference.Current.Places.Under(options.RootUnit, Today).Select(u => (u.Id, u.FullNameAtStart))];
}
