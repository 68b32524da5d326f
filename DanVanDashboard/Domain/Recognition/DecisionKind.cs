namespace DanVanDashboard.Domain.Recognition;

/// <summary>What a decision does.</summary>
public enum DecisionKind
{
    /// <summary>Công nhận at a level.</summary>
    Recognise,

    /// <summary>Điển hình tiên tiến.</summary>
    Exemplar,

    /// <summary>Đề nghị khen thưởng: a proposal to those who decide.</summary>
    Propose,

    /// <summary>Khen thưởng.</summary>
    Commend,

    /// <summary>Thu hồi: takes an earlier decision back, in whole or in part. Nothing is deleted.</summary>
    Withdraw,
}
