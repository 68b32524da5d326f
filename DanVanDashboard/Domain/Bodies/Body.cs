using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Bodies;

/// <summary>Kind of a reporting body; decides its protocol order among its neighbours.</summary>
public enum BodyKind
{
    /// <summary>Đảng ủy, Huyện ủy, Thành ủy, Tỉnh ủy.</summary>
    PartyCommittee,

    /// <summary>Ban của cấp ủy: Ban Dân vận, Ban Tuyên giáo và Dân vận …</summary>
    PartyBoard,

    /// <summary>Ủy ban nhân dân.</summary>
    PeoplesCommittee,

    /// <summary>Sở, ngành, phòng.</summary>
    StateAgency,

    /// <summary>Ủy ban MTTQ Việt Nam.</summary>
    FatherlandFront,

    /// <summary>Công đoàn.</summary>
    TradeUnion,

    /// <summary>Hội Nông dân.</summary>
    FarmersAssociation,

    /// <summary>Đoàn TNCS Hồ Chí Minh.</summary>
    YouthUnion,

    /// <summary>Hội Liên hiệp Phụ nữ.</summary>
    WomensUnion,

    /// <summary>Hội Cựu chiến binh.</summary>
    VeteransAssociation,

    /// <summary>Bộ Chỉ huy Quân sự.</summary>
    Military,

    /// <summary>Công an.</summary>
    Police,

    /// <summary>Bộ đội Biên phòng.</summary>
    BorderGuard,

    /// <summary>Doanh nghiệp, hợp tác xã.</summary>
    Enterprise,

    /// <summary>Trường học.</summary>
    School,
}

/// <summary>A name of a body and the days on which it bore it.</summary>
/// <param name="Name">In full, as it stands in documents.</param>
/// <param name="From">First day.</param>
/// <param name="To">First day on which the name no longer holds, or <see langword="null"/>.</param>
public sealed record BodyName(string Name, DateOnly From, DateOnly? To);

/// <summary>Đơn vị: a reporting body, which owns models and owes reports. Local bodies stand in a locality, non-local ones beside the map.</summary>
/// <param name="Id">Our own stable id.</param>
/// <param name="UnitId">The locality of a local body; <see langword="null"/> for a non-local one.</param>
/// <param name="ProvinceId">The province that it belongs to.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Block">Its organisation block.</param>
/// <param name="Order">Protocol order among all bodies of the province; lower comes first.</param>
/// <param name="Names">Its names over time, oldest first.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day on which it no longer exists, or <see langword="null"/>.</param>
/// <param name="ParentIds">The bodies that it reports to, one per reporting line.</param>
public sealed record Body(
    string Id,
    string? UnitId,
    string ProvinceId,
    BodyKind Kind,
    OrganisationBlock Block,
    int Order,
    IReadOnlyList<BodyName> Names,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyList<string> ParentIds)
{
    /// <summary>Whether it is no place on a map.</summary>
    public bool NonLocal => UnitId is null;

    /// <summary>The name that it bore on <paramref name="day"/>; before its first name the first, after its last the last.</summary>
    public string NameOn(DateOnly day) =>
        Names.LastOrDefault(n => n.From <= day)?.Name ?? Names[0].Name;

    /// <summary>Whether it exists on <paramref name="day"/>.</summary>
    public bool ValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);
}

/// <summary>All bodies, by id and by line.</summary>
public sealed class BodyTree
{
    private readonly Dictionary<string, Body> _byId;
    private readonly ILookup<string, Body> _byParent;
    private readonly ILookup<string, Body> _byUnit;

    /// <summary>Indexes <paramref name="bodies"/>; a parent that is not among them is kept as a mere id.</summary>
    public BodyTree(IEnumerable<Body> bodies)
    {
        All = bodies.OrderBy(b => b.Order).ThenBy(b => b.Id, StringComparer.Ordinal).ToList();
        _byId = All.ToDictionary(b => b.Id);
        _byParent = All.SelectMany(b => b.ParentIds.Select(p => (Parent: p, Body: b))).ToLookup(x => x.Parent, x => x.Body);
        _byUnit = All.Where(b => b.UnitId is not null).ToLookup(b => b.UnitId!);
    }

    /// <summary>All bodies in protocol order.</summary>
    public IReadOnlyList<Body> All { get; }

    /// <summary>The body, or <see langword="null"/>.</summary>
    public Body? Find(string? id) => id is not null && _byId.TryGetValue(id, out var body) ? body : null;

    /// <summary>The local bodies of a locality, in protocol order.</summary>
    public IEnumerable<Body> Of(string unitId) => _byUnit[unitId];

    /// <summary>The Party committee of a locality, which answers for it unless a body is named.</summary>
    public Body? PartyCommitteeOf(string unitId) => _byUnit[unitId].FirstOrDefault(b => b.Kind == BodyKind.PartyCommittee);

    /// <summary>The body itself and all that report to it on any line, directly or not.</summary>
    public IReadOnlySet<string> WithAllBelow(string id)
    {
        var seen = new HashSet<string> { id };
        var queue = new Queue<string>(seen);
        while (queue.TryDequeue(out var next))
        {
            foreach (var child in _byParent[next].Where(c => seen.Add(c.Id)))
            {
                queue.Enqueue(child.Id);
            }
        }

        return seen;
    }
}
