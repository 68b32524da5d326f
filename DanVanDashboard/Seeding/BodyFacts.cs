using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Seeding;

/// <summary>The reporting bodies of a province: those of its localities, and the non-local ones beside the map. Public names of institutions, no persons.</summary>
internal static class BodyFacts
{
    /// <summary>How many non-local bodies owe reports.</summary>
    public const int NonLocalCount = 24;

    private static readonly DateOnly s_always = Unit.UnknownStart;

    // Key, kind, block, full name; in protocol order.
    private static readonly (string Key, BodyKind Kind, OrganisationBlock Block, string Name)[] s_nonLocal =
    [
        ("dang-uy-cac-co-quan-dang", BodyKind.PartyCommittee, OrganisationBlock.PartyCommittee, "Đảng ủy các cơ quan Đảng tỉnh"),
        ("dang-uy-ubnd", BodyKind.PartyCommittee, OrganisationBlock.PartyCommittee, "Đảng ủy Ủy ban nhân dân tỉnh"),
        ("van-phong-ubnd", BodyKind.StateAgency, OrganisationBlock.Government, "Văn phòng Ủy ban nhân dân tỉnh"),
        ("so-noi-vu", BodyKind.StateAgency, OrganisationBlock.Government, "Sở Nội vụ"),
        ("so-tai-chinh", BodyKind.StateAgency, OrganisationBlock.Government, "Sở Tài chính"),
        ("so-nong-nghiep-moi-truong", BodyKind.StateAgency, OrganisationBlock.Government, "Sở Nông nghiệp và Môi trường"),
        ("so-xay-dung", BodyKind.StateAgency, OrganisationBlock.Government, "Sở Xây dựng"),
        ("so-cong-thuong", BodyKind.StateAgency, OrganisationBlock.Government, "Sở Công Thương"),
        ("so-giao-duc-dao-tao", BodyKind.StateAgency, OrganisationBlock.Government, "Sở Giáo dục và Đào tạo"),
        ("so-y-te", BodyKind.StateAgency, OrganisationBlock.Government, "Sở Y tế"),
        ("so-van-hoa", BodyKind.StateAgency, OrganisationBlock.Government, "Sở Văn hóa, Thể thao và Du lịch"),
        ("so-khoa-hoc-cong-nghe", BodyKind.StateAgency, OrganisationBlock.Government, "Sở Khoa học và Công nghệ"),
        ("so-tu-phap", BodyKind.StateAgency, OrganisationBlock.Government, "Sở Tư pháp"),
        ("so-dan-toc-ton-giao", BodyKind.StateAgency, OrganisationBlock.Government, "Sở Dân tộc và Tôn giáo"),
        ("mttq", BodyKind.FatherlandFront, OrganisationBlock.FatherlandFront, "Ủy ban MTTQ Việt Nam tỉnh"),
        ("lien-doan-lao-dong", BodyKind.TradeUnion, OrganisationBlock.TradeUnion, "Liên đoàn Lao động tỉnh"),
        ("hoi-nong-dan", BodyKind.FarmersAssociation, OrganisationBlock.FarmersAssociation, "Hội Nông dân tỉnh"),
        ("tinh-doan", BodyKind.YouthUnion, OrganisationBlock.YouthUnion, "Tỉnh đoàn"),
        ("hoi-lhpn", BodyKind.WomensUnion, OrganisationBlock.WomensUnion, "Hội Liên hiệp Phụ nữ tỉnh"),
        ("hoi-ccb", BodyKind.VeteransAssociation, OrganisationBlock.VeteransAssociation, "Hội Cựu chiến binh tỉnh"),
        ("bch-quan-su", BodyKind.Military, OrganisationBlock.ArmedForces, "Bộ Chỉ huy Quân sự tỉnh"),
        ("cong-an", BodyKind.Police, OrganisationBlock.ArmedForces, "Công an tỉnh"),
        ("bien-phong", BodyKind.BorderGuard, OrganisationBlock.ArmedForces, "Ban Chỉ huy Bộ đội Biên phòng tỉnh"),
        ("truong-cao-dang", BodyKind.School, OrganisationBlock.School, "Trường Cao đẳng cộng đồng tỉnh"),
    ];

    // Key, kind, block, name before the locality's own, key of the provincial body on the second line.
    private static readonly (string Key, BodyKind Kind, OrganisationBlock Block, string Name, string? Line)[] s_local =
    [
        ("dang-uy", BodyKind.PartyCommittee, OrganisationBlock.PartyCommittee, "Đảng ủy", "tinh-uy"),
        ("ubnd", BodyKind.PeoplesCommittee, OrganisationBlock.Government, "Ủy ban nhân dân", null),
        ("mttq", BodyKind.FatherlandFront, OrganisationBlock.FatherlandFront, "Ủy ban MTTQ Việt Nam", "mttq"),
        ("hoi-nong-dan", BodyKind.FarmersAssociation, OrganisationBlock.FarmersAssociation, "Hội Nông dân", "hoi-nong-dan"),
        ("doan-thanh-nien", BodyKind.YouthUnion, OrganisationBlock.YouthUnion, "Đoàn Thanh niên", "tinh-doan"),
        ("hoi-lhpn", BodyKind.WomensUnion, OrganisationBlock.WomensUnion, "Hội Liên hiệp Phụ nữ", "hoi-lhpn"),
        ("hoi-ccb", BodyKind.VeteransAssociation, OrganisationBlock.VeteransAssociation, "Hội Cựu chiến binh", "hoi-ccb"),
    ];

    /// <summary>The id of a body of the province.</summary>
    public static string ProvincialId(string provinceId, string key) => $"{provinceId.Replace('/', '.')}.{key}";

    /// <summary>The id of a body of a locality.</summary>
    public static string LocalId(string unitId, string key) => $"{unitId.Replace('/', '.')}.{key}";

    /// <summary>Keys of the non-local bodies that owe reports, in protocol order.</summary>
    public static IEnumerable<string> NonLocalKeys => s_nonLocal.Select(b => b.Key);

    /// <summary>All bodies of a province, old localities included.</summary>
    public static IEnumerable<Body> Of(Places places, string provinceId)
    {
        var order = 0;
        yield return Provincial("tinh-uy", BodyKind.PartyCommittee, OrganisationBlock.PartyCommittee, [], [new("Tỉnh ủy", s_always, null)]);

        // The board's name by date: merged by a decision of 10/02/2025, in force on 01/03/2025.
        var merged = new DateOnly(2025, 3, 1);
        yield return Provincial("ban-tuyen-giao-dan-van", BodyKind.PartyBoard, OrganisationBlock.PartyCommittee, ["tinh-uy"],
            [new("Ban Dân vận Tỉnh ủy", s_always, merged), new("Ban Tuyên giáo và Dân vận Tỉnh ủy", merged, null)]);
        yield return Provincial("hoi-dong-tdkt", BodyKind.StateAgency, OrganisationBlock.Government, [], [new("Hội đồng Thi đua - Khen thưởng tỉnh", s_always, null)]);
        foreach (var (key, kind, block, name) in s_nonLocal)
        {
            yield return Provincial(key, kind, block, ["tinh-uy"], [new(name, s_always, null)]);
        }

        var communes = places.ScopeOf(provinceId).Select(id => places[id]).Where(u => u.Level == UnitLevel.Commune);
        foreach (var unit in communes.OrderBy(u => u.Code, StringComparer.Ordinal).ThenBy(u => u.ValidFrom))
        {
            var head = LocalId(unit.Id, "dang-uy");
            foreach (var (key, kind, block, name, line) in s_local)
            {
                var parents = new List<string>();
                if (key != "dang-uy")
                {
                    parents.Add(head);
                }

                if (line is not null)
                {
                    parents.Add(ProvincialId(provinceId, line));
                }

                yield return new(LocalId(unit.Id, key), unit.Id, provinceId, kind, block, 1000 + order++, [new($"{name} {unit.FullName}", unit.ValidFrom, unit.ValidTo)],
                    unit.ValidFrom, unit.ValidTo, parents);
            }
        }

        Body Provincial(string key, BodyKind kind, OrganisationBlock block, string[] parents, BodyName[] names) =>
            new(ProvincialId(provinceId, key), null, provinceId, kind, block, order++, names, s_always, null, parents.Select(p => ProvincialId(provinceId, p)).ToList());
    }
}
