namespace DanVanDashboard.Domain.Access;

/// <summary>Everything that a person can do beyond reading. A verb asks <see cref="Permissions"/> first; what a rule adds (not one's own entry, an order of events) it says itself.</summary>
public enum Verb
{
    /// <summary>Đăng ký mô hình, and change or complete its facts, evidence and results.</summary>
    RegisterModel,

    /// <summary>Gửi lại, bắt đầu, tự chấm, chưa hiệu quả, dừng: what those who run a model record.</summary>
    RunModel,

    /// <summary>Xác minh tại chỗ.</summary>
    VerifyModel,

    /// <summary>Nhận nhân rộng: take a model over into one's own unit.</summary>
    TakeModelOver,

    /// <summary>Chấp nhận, đề nghị bổ sung, rà soát.</summary>
    DecideOnModel,

    /// <summary>Thẩm định: score a model against a criteria set.</summary>
    AppraiseModel,

    /// <summary>Công nhận cấp xã, điển hình cấp xã, and their withdrawal.</summary>
    RecogniseInCommune,

    /// <summary>Công nhận cấp tỉnh (until 30/06/2025 cấp huyện too), and its withdrawal.</summary>
    RecogniseAbove,

    /// <summary>Đề nghị khen thưởng.</summary>
    ProposeAward,

    /// <summary>Khen thưởng cấp xã.</summary>
    CommendInCommune,

    /// <summary>Khen thưởng of a higher level.</summary>
    CommendAbove,

    /// <summary>Trao đổi on a model or one field of it.</summary>
    Converse,

    /// <summary>Hỗ trợ, kết nghĩa: help of a body for a village.</summary>
    RecordHelp,

    /// <summary>Nhập danh sách từ tệp, and its undoing.</summary>
    ImportModels,

    /// <summary>Nhập số liệu báo cáo kỳ, in whole or in a part delegated to one's body.</summary>
    EnterReport,

    /// <summary>Duyệt và ký, hoặc trả lại báo cáo trong xã.</summary>
    SignReport,

    /// <summary>Trả lại, duyệt, khóa sổ, mở lại báo cáo, đôn đốc, gia hạn.</summary>
    DecideOnReport,

    /// <summary>Nhập số liệu từ văn bản.</summary>
    EnterFigure,

    /// <summary>Phong trào, giai đoạn, lĩnh vực, chủ đề, kỳ báo cáo, chỉ tiêu, biểu mẫu, bộ tiêu chí, cụm thi đua.</summary>
    RunCampaign,

    /// <summary>Chốt số liệu, and the confirmation before it.</summary>
    FreezeFigures,

    /// <summary>Xác nhận số liệu: what is to be shown of one's own body.</summary>
    ConfirmFigures,

    /// <summary>Bài trình chiếu.</summary>
    MakeDeck,

    /// <summary>Màn hình tự chạy: links that show a deck without signing in.</summary>
    ShareScreen,

    /// <summary>Đơn vị and their names by date.</summary>
    ManageBodies,

    /// <summary>Localities: boundaries, and what becomes of units.</summary>
    ManageLocalities,

    /// <summary>Mẫu trình chiếu that slides are laid on.</summary>
    ManageDeckTemplate,

    /// <summary>Danh mục thôn, bản of a commune, and which of them an address means.</summary>
    KeepVillages,

    /// <summary>Tài khoản of reporters and approvers.</summary>
    ManageLocalAccounts,

    /// <summary>Tài khoản of every role, tokens of others.</summary>
    ManageAllAccounts,

    /// <summary>Đọc nhật ký.</summary>
    ReadAudit,
}

/// <summary>What is shown to some roles only. Everything else is shown by scope alone.</summary>
public enum Sight
{
    /// <summary>Cần đối chiếu: figures that do not match, also between report and registry.</summary>
    Findings,

    /// <summary>Campaigns of provinces other than the instance's own.</summary>
    OtherProvinces,
}

/// <summary>How far a role's right to a verb reaches.</summary>
public enum Reach
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>In one's own locality, or for one's own body.</summary>
    Own,

    /// <summary>Everywhere.</summary>
    Everywhere,
}

/// <summary>Role × verb × scope, in one table. Source: domain notes, "Who uses it" and "Life of a model"; docs/decisions/0004-roles-and-scope.md.</summary>
public static class Permissions
{
    private const Reach O = Reach.Own;
    private const Reach E = Reach.Everywhere;
    private const Reach N = Reach.None;

    // The columns stand in the order of Role: Standing Committee, board, approver, reporter, council, administrator.
    private static readonly Dictionary<Verb, Reach[]> s_table = new()
    {
        //                                SC Board Appr Rep Council Admin
        [Verb.RegisterModel]           = [N, E,    O,   O,  N,      N],
        [Verb.RunModel]                = [N, E,    O,   O,  N,      N],
        [Verb.VerifyModel]             = [N, E,    O,   O,  N,      N],
        [Verb.TakeModelOver]           = [N, E,    O,   O,  N,      N],
        [Verb.DecideOnModel]           = [N, E,    O,   N,  N,      N],
        [Verb.AppraiseModel]           = [N, E,    O,   N,  N,      N],
        [Verb.RecogniseInCommune]      = [N, E,    O,   N,  N,      N],
        [Verb.RecogniseAbove]          = [N, E,    N,   N,  N,      N],
        [Verb.ProposeAward]            = [N, E,    O,   N,  E,      N],
        [Verb.CommendInCommune]        = [N, E,    O,   N,  E,      N],
        [Verb.CommendAbove]            = [N, E,    N,   N,  E,      N],
        [Verb.Converse]                = [N, E,    O,   O,  N,      N],
        [Verb.RecordHelp]              = [N, E,    O,   O,  N,      N],
        [Verb.ImportModels]            = [N, E,    O,   O,  N,      N],
        [Verb.EnterReport]             = [N, E,    O,   O,  N,      N],
        [Verb.SignReport]              = [N, N,    O,   N,  N,      N],
        [Verb.DecideOnReport]          = [N, E,    N,   N,  N,      N],
        [Verb.EnterFigure]             = [N, E,    N,   N,  N,      N],
        [Verb.RunCampaign]             = [N, E,    N,   N,  N,      N],
        [Verb.FreezeFigures]           = [N, E,    N,   N,  N,      N],
        [Verb.ConfirmFigures]          = [N, N,    O,   O,  N,      N],
        [Verb.MakeDeck]                = [E, E,    N,   N,  E,      N],
        [Verb.ShareScreen]             = [N, E,    N,   N,  N,      N],
        [Verb.ManageBodies]            = [N, E,    N,   N,  N,      E],
        [Verb.ManageLocalities]        = [N, E,    N,   N,  N,      E],
        [Verb.ManageDeckTemplate]      = [N, E,    N,   N,  N,      E],
        [Verb.KeepVillages]            = [N, E,    O,   O,  N,      N],
        [Verb.ManageLocalAccounts]     = [N, E,    N,   N,  N,      E],
        [Verb.ManageAllAccounts]       = [N, N,    N,   N,  N,      E],
        [Verb.ReadAudit]               = [N, E,    N,   N,  N,      E],
    };

    private static readonly Dictionary<Sight, Reach[]> s_sights = new()
    {
        //                                SC Board Appr Rep Council Admin
        [Sight.Findings]               = [N, E,    O,   O,  N,      N],
        [Sight.OtherProvinces]         = [E, E,    N,   N,  N,      E],
    };

    /// <summary>How far <paramref name="verb"/> reaches for <paramref name="role"/>.</summary>
    public static Reach Of(Role role, Verb verb) => s_table[verb][(int)role];

    /// <summary>Whether <paramref name="by"/> may do it at all, somewhere: what a page or a button is shown by.</summary>
    public static bool May(this Actor by, Verb verb) => Of(by.Role, verb) != Reach.None;

    /// <summary>Whether <paramref name="by"/> may do it wherever it is to be done, as those do who act for others.</summary>
    public static bool MayEverywhere(this Actor by, Verb verb) => Of(by.Role, verb) == Reach.Everywhere;

    /// <summary>Whether <paramref name="by"/> may do it for this locality and body. A non-local body's matter belongs to no locality.</summary>
    public static bool May(this Actor by, Verb verb, string unitId, string? bodyId, bool nonLocal) => Reaches(by, Of(by.Role, verb), unitId, bodyId, nonLocal);

    /// <summary>How far <paramref name="sight"/> reaches for <paramref name="role"/>.</summary>
    public static Reach Of(Role role, Sight sight) => s_sights[sight][(int)role];

    /// <summary>Whether it is shown to <paramref name="by"/> at all, somewhere.</summary>
    public static bool May(this Actor by, Sight sight) => Of(by.Role, sight) != Reach.None;

    /// <summary>Whether <paramref name="by"/> is shown it for this locality and body.</summary>
    public static bool May(this Actor by, Sight sight, string unitId, string? bodyId, bool nonLocal) => Reaches(by, Of(by.Role, sight), unitId, bodyId, nonLocal);

    private static bool Reaches(Actor by, Reach reach, string unitId, string? bodyId, bool nonLocal) => reach switch
    {
        Reach.Everywhere => true,
        Reach.Own => (!nonLocal && by.Scope.Units.Contains(unitId)) || (by.BodyId is not null && bodyId == by.BodyId),
        _ => false,
    };
}
