namespace DanVanDashboard.Domain.Campaigns;

/// <summary>Đối tượng: who carries a model. A source may leave it unstated; then it is <see langword="null"/>.</summary>
public enum Subject
{
    /// <summary>Tập thể.</summary>
    Collective,

    /// <summary>Cá nhân.</summary>
    Individual,
}

/// <summary>Lĩnh vực: keys of the standard four; a campaign may use others and map them to these or to none.</summary>
public static class StandardFields
{
    /// <summary>Kinh tế.</summary>
    public const string Economy = "economy";

    /// <summary>Văn hóa - xã hội.</summary>
    public const string CultureSociety = "culture_society";

    /// <summary>Quốc phòng - an ninh.</summary>
    public const string DefenceSecurity = "defence_security";

    /// <summary>Xây dựng hệ thống chính trị.</summary>
    public const string PoliticalSystem = "political_system";

    /// <summary>The four in protocol order.</summary>
    public static readonly IReadOnlyList<string> All = [Economy, CultureSociety, DefenceSecurity, PoliticalSystem];
}

/// <summary>Khối: organisation blocks, in protocol order.</summary>
public enum OrganisationBlock
{
    /// <summary>Cấp ủy.</summary>
    PartyCommittee,

    /// <summary>Chính quyền.</summary>
    Government,

    /// <summary>Mặt trận Tổ quốc.</summary>
    FatherlandFront,

    /// <summary>Công đoàn.</summary>
    TradeUnion,

    /// <summary>Hội Nông dân.</summary>
    FarmersAssociation,

    /// <summary>Đoàn Thanh niên.</summary>
    YouthUnion,

    /// <summary>Hội Liên hiệp Phụ nữ.</summary>
    WomensUnion,

    /// <summary>Hội Cựu chiến binh.</summary>
    VeteransAssociation,

    /// <summary>Lực lượng vũ trang: quân sự, công an, biên phòng.</summary>
    ArmedForces,

    /// <summary>Doanh nghiệp, hợp tác xã.</summary>
    Enterprise,

    /// <summary>Trường học.</summary>
    School,

    /// <summary>Khu dân cư.</summary>
    ResidentialArea,
}

/// <summary>Cấp công nhận, from the lowest to the highest.</summary>
public enum RecognitionLevel
{
    /// <summary>Cơ sở, xã.</summary>
    Commune = 1,

    /// <summary>Huyện: decisions until 30/06/2025.</summary>
    District = 2,

    /// <summary>Tỉnh.</summary>
    Province = 3,
}

/// <summary>Hình thức khen, in protocol order.</summary>
public enum AwardForm
{
    /// <summary>Bằng khen.</summary>
    BangKhen,

    /// <summary>Giấy khen.</summary>
    GiayKhen,

    /// <summary>Biểu dương.</summary>
    BieuDuong,

    /// <summary>Hình thức khác.</summary>
    Khac,
}
