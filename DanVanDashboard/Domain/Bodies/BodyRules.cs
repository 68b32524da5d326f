using System.Globalization;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Bodies;

/// <summary>A body of the set that every commune has.</summary>
/// <param name="Key">Last part of its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Block">Its block.</param>
/// <param name="Name">Its name before that of the locality.</param>
/// <param name="Line">Last part of the id of the provincial body it also reports to, or <see langword="null"/>.</param>
public sealed record StandardBody(string Key, BodyKind Kind, OrganisationBlock Block, string Name, string? Line);

/// <summary>The bodies of a commune, in protocol order.</summary>
public static class StandardBodies
{
    /// <summary>The whole set.</summary>
    public static readonly IReadOnlyList<StandardBody> All =
    [
        new("dang-uy", BodyKind.PartyCommittee, OrganisationBlock.PartyCommittee, "Đảng ủy", "tinh-uy"),
        new("ubnd", BodyKind.PeoplesCommittee, OrganisationBlock.Government, "Ủy ban nhân dân", null),
        new("mttq", BodyKind.FatherlandFront, OrganisationBlock.FatherlandFront, "Ủy ban MTTQ Việt Nam", "mttq"),
        new("cong-doan", BodyKind.TradeUnion, OrganisationBlock.TradeUnion, "Công đoàn", "lien-doan-lao-dong"),
        new("hoi-nong-dan", BodyKind.FarmersAssociation, OrganisationBlock.FarmersAssociation, "Hội Nông dân", "hoi-nong-dan"),
        new("doan-thanh-nien", BodyKind.YouthUnion, OrganisationBlock.YouthUnion, "Đoàn Thanh niên", "tinh-doan"),
        new("hoi-lhpn", BodyKind.WomensUnion, OrganisationBlock.WomensUnion, "Hội Liên hiệp Phụ nữ", "hoi-lhpn"),
        new("hoi-ccb", BodyKind.VeteransAssociation, OrganisationBlock.VeteransAssociation, "Hội Cựu chiến binh", "hoi-ccb"),
        new("quan-su", BodyKind.Military, OrganisationBlock.ArmedForces, "Ban Chỉ huy Quân sự", "bch-quan-su"),
        new("cong-an", BodyKind.Police, OrganisationBlock.ArmedForces, "Công an", "cong-an"),
    ];

    /// <summary>The id of a body of a locality or province.</summary>
    public static string Id(string unitId, string key) => $"{unitId.Replace('/', '.')}.{key}";
}

/// <summary>A body as somebody wants it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind; <see langword="null"/> if it could not be read.</param>
/// <param name="Block">Its block; <see langword="null"/> if it could not be read.</param>
/// <param name="ValidFrom">First day.</param>
public sealed record BodyWish(string Name, BodyKind? Kind, OrganisationBlock? Block, DateOnly? ValidFrom);

/// <summary>The rules of making, naming and ending bodies.</summary>
public static class BodyRules
{
    /// <summary>Longest name.</summary>
    public const int NameLimit = 200;

    /// <summary>Every reason why <paramref name="by"/> may not make this body.</summary>
    public static List<Refusal> ToMake(Actor by, BodyWish wish)
    {
        if (!by.May(Verb.ManageBodies))
        {
            return [new("body.not-allowed")];
        }

        var refusals = NameRefusals(wish.Name);
        refusals.AddRange(KindRefusals(wish.Kind, wish.Block));
        if (wish.ValidFrom is null)
        {
            refusals.Add(new("body.from-missing", "validFrom"));
        }

        return refusals;
    }

    /// <summary>What is wrong with kind and block.</summary>
    public static IEnumerable<Refusal> KindRefusals(BodyKind? kind, OrganisationBlock? block)
    {
        if (kind is null)
        {
            yield return new("body.kind-unknown", "kind");
        }

        if (block is null)
        {
            yield return new("body.block-unknown", "block");
        }
    }

    /// <summary>Every reason why a body cannot bear a name from a day on. Earlier names stay as they are.</summary>
    public static List<Refusal> ToRename(Body body, string name, DateOnly? from)
    {
        var refusals = NameRefusals(name);
        if (from is not { } day)
        {
            refusals.Add(new("body.from-missing", "from"));
        }
        else
        {
            var last = body.Names[^1];
            if (day <= last.From)
            {
                refusals.Add(new("body.name-before-last", "from") { Arguments = [last.Name, last.From.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)] });
            }

            if (body.ValidTo is { } end && day >= end)
            {
                refusals.Add(new("body.ended", "from"));
            }
        }

        if (name == body.Names[^1].Name)
        {
            refusals.Add(new("body.name-unchanged", "name"));
        }

        return refusals;
    }

    /// <summary>Every reason why a body cannot end on a day.</summary>
    public static List<Refusal> ToEnd(Body body, DateOnly? on, string reason)
    {
        var refusals = new List<Refusal>();
        if (body.ValidTo is not null)
        {
            refusals.Add(new("body.ended", "on"));
        }

        if (on is not { } day)
        {
            refusals.Add(new("body.from-missing", "on"));
        }
        else if (day <= body.ValidFrom || day <= body.Names[^1].From)
        {
            refusals.Add(new("body.end-before-begin", "on"));
        }

        if (reason.Length == 0)
        {
            refusals.Add(new("body.reason-missing", "reason"));
        }

        return refusals;
    }

    /// <summary>Whether <paramref name="parents"/> would make a body report to itself, directly or not.</summary>
    public static bool Loops(BodyTree bodies, string id, IEnumerable<string> parents)
    {
        var below = bodies.WithAllBelow(id);
        return parents.Any(below.Contains);
    }

    private static List<Refusal> NameRefusals(string name) =>
        name.Length == 0 ? [new("body.name-missing", "name")]
        : name.Length > NameLimit ? [new("body.name-too-long", "name") { Arguments = [NameLimit.ToString(CultureInfo.InvariantCulture)] }]
        : [];
}
