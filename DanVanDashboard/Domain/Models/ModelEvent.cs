using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Models;

/// <summary>What can happen to a model; each is a dated event, and none is ever overwritten.</summary>
public enum ModelEventKind
{
    /// <summary>Đăng ký: the first event of every model.</summary>
    Register,

    /// <summary>Chấp nhận đăng ký.</summary>
    Accept,

    /// <summary>Đề nghị bổ sung, with a reason.</summary>
    Return,

    /// <summary>Gửi lại after a return.</summary>
    Resubmit,

    /// <summary>Bắt đầu thực hiện.</summary>
    Start,

    /// <summary>Xác minh tại chỗ, by a named person.</summary>
    Verify,

    /// <summary>Tự chấm điểm.</summary>
    SelfScore,

    /// <summary>Thẩm định: đạt or không đạt.</summary>
    Appraise,

    /// <summary>Rà soát hằng năm; unless its class is "end" it carries the model over (duy trì) into the year of its date.</summary>
    Review,

    /// <summary>Công nhận by a decision at a level.</summary>
    Recognise,

    /// <summary>Điển hình tiên tiến.</summary>
    Exemplar,

    /// <summary>Đề nghị khen thưởng.</summary>
    Propose,

    /// <summary>Khen thưởng.</summary>
    Commend,

    /// <summary>Nhân rộng: another unit takes the model over.</summary>
    Replicate,

    /// <summary>Chưa hiệu quả: still running.</summary>
    NotEffective,

    /// <summary>Dừng thực hiện.</summary>
    Stop,

    /// <summary>Đính chính: the named event no longer counts, in any period.</summary>
    Revoke,

    /// <summary>Quá hạn rà soát: written by the clock when no yearly review came in time; the model leaves the count.</summary>
    Lapse,
}

/// <summary>Xếp loại rà soát of a yearly review.</summary>
public enum ReviewClass
{
    /// <summary>Nhân rộng.</summary>
    Replicate,

    /// <summary>Củng cố.</summary>
    Strengthen,

    /// <summary>Kết thúc.</summary>
    End,
}

/// <summary>One dated event in the life of a model.</summary>
public sealed record ModelEvent
{
    /// <summary>The day of an event whose source states none: it counts for the whole campaign and for no period within it, and is shown as undated.</summary>
    public static readonly DateOnly Undated = DateOnly.MinValue;

    /// <summary>Position in the store's gapless order of changes; 0 before it is stored.</summary>
    public long Sequence { get; init; }

    /// <summary>Stable id, unique in the store.</summary>
    public required string Id { get; init; }

    /// <summary>What happened.</summary>
    public required ModelEventKind Kind { get; init; }

    /// <summary>The day on which it happened, not the day on which it was recorded.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Level of a recognition, or of an exemplar or a commendation where stated.</summary>
    public RecognitionLevel? Level { get; init; }

    /// <summary>Form of a commendation.</summary>
    public AwardForm? Form { get; init; }

    /// <summary>Class of a yearly review.</summary>
    public ReviewClass? Class { get; init; }

    /// <summary>Whether an appraisal was passed (đạt).</summary>
    public bool? Passed { get; init; }

    /// <summary>The event that a <see cref="ModelEventKind.Revoke"/> takes back.</summary>
    public string? RevokesEventId { get; init; }

    /// <summary>Nhập thay: whether the board entered it for the body that decided.</summary>
    public bool OnBehalf { get; init; }
}
