using DanVanDashboard.Data;
using DanVanDashboard.Live;

namespace DanVanDashboard.Projection;

/// <summary>Wakes the pages of administration, accounts and the log after a commit that wrote to the audit log.</summary>
public sealed class Desks(DeskFeed feed) : ICommitListener
{
    /// <inheritdoc />
    public void Committed(IReadOnlyList<CommittedChange> changes)
    {
        // What is counted has its own listener.
    }

    /// <inheritdoc />
    public void Acted(IReadOnlyCollection<string> actions) => feed.Publish(actions);
}
