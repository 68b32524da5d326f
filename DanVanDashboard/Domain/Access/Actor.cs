namespace DanVanDashboard.Domain.Access;

/// <summary>What a person is in the campaign. Order and powers: docs/decisions/0004-roles-and-scope.md.</summary>
public enum Role
{
    /// <summary>Thường trực, Ban Thường vụ Tỉnh ủy: reads everything, changes no figure.</summary>
    StandingCommittee,

    /// <summary>Ban Tuyên giáo và Dân vận Tỉnh ủy: runs the campaign, decides at province level, enters on behalf ("nhập thay").</summary>
    Board,

    /// <summary>Người duyệt: decides for its own body, never on what it entered itself.</summary>
    Approver,

    /// <summary>Người báo cáo: registers and reports for its own body.</summary>
    Reporter,

    /// <summary>Hội đồng Thi đua - Khen thưởng: commendations.</summary>
    Council,

    /// <summary>Quản trị: accounts and settings, no figures.</summary>
    Administrator,
}

/// <summary>What someone may see: everything, or a set of localities and bodies. Totals of the province are open to all who sign in.</summary>
public sealed class ReadScope
{
    /// <summary>Everything.</summary>
    public static readonly ReadScope Everything = new(all: true, new HashSet<string>(), new HashSet<string>());

    private ReadScope(bool all, IReadOnlySet<string> units, IReadOnlySet<string> bodies) => (All, Units, Bodies) = (all, units, bodies);

    /// <summary>Whether nothing is hidden.</summary>
    public bool All { get; }

    /// <summary>The localities seen in detail: today's unit, what is under it, and what went wholly into it.</summary>
    public IReadOnlySet<string> Units { get; }

    /// <summary>The bodies whose own models are seen, wherever they stand.</summary>
    public IReadOnlySet<string> Bodies { get; }

    /// <summary>A scope of some localities and bodies.</summary>
    public static ReadScope Of(IReadOnlySet<string> units, IReadOnlySet<string> bodies) => new(all: false, units, bodies);

    /// <summary>Whether a thing of this locality and body is seen in detail. What a non-local body owns is no matter of the locality it is filed under.</summary>
    public bool Covers(string unitId, string? bodyId, bool nonLocal) =>
        All || (!nonLocal && Units.Contains(unitId)) || (bodyId is not null && Bodies.Contains(bodyId));
}

/// <summary>Who asks. Every page, endpoint and hub call builds one afresh from the account, and every verb asks it.</summary>
public sealed record Actor(string UserId, string UserName, Role Role, string? BodyId, string? UnitId, ReadScope Scope)
{
    /// <summary>The software itself: the clock and the simulator. It acts for whatever body owns the model.</summary>
    public static readonly Actor System = new("system", "system", Role.Board, null, null, ReadScope.Everything);

    /// <summary>Whether it is the software itself, to which no rule about persons applies.</summary>
    public bool IsSystem => UserId == System.UserId;

    /// <summary>Whether the actor acts for other bodies ("nhập thay").</summary>
    public bool ActsOnBehalf => Role == Role.Board;

    /// <summary>Whether the actor may register or report for this locality and body.</summary>
    public bool MayEnterFor(string unitId, string? bodyId, bool nonLocal) => this.May(Verb.RegisterModel, unitId, bodyId, nonLocal);
}
