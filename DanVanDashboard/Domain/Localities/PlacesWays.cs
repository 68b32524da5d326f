namespace DanVanDashboard.Domain.Localities;

/// <content>Where something with an address of its own went when its unit was divided.</content>
public sealed partial class Places
{
    private const char Step = ' ';

    /// <summary>Whether the unit, or one that it became, was divided: only then does an address tell more than the unit.</summary>
    public bool LeadsToDivision(string id)
    {
        for (var parts = SuccessorsOf(id); ; parts = SuccessorsOf(parts[0].ToId))
        {
            if (parts.Count != 1)
            {
                return parts.Count > 1;
            }
        }
    }

    /// <summary>
    /// The successors that an address chose where its unit, and later what that became, was divided, one after the other and separated by spaces; <see langword="null"/> where it chose none.
    /// A village that several successors could hold chooses none.
    /// </summary>
    /// <param name="unitId">The unit of the address as it was written.</param>
    /// <param name="held">The units on whose list the village has stood since, in their order.</param>
    public string? WayOf(string unitId, IEnumerable<string> held)
    {
        var (at, chosen) = (unitId, new List<string>());
        Queue<string> later = new(held);
        while (SuccessorsOf(at) is { Count: > 0 } parts)
        {
            while (later.TryPeek(out var reached) && reached == at)
            {
                later.Dequeue();
            }

            if (parts.Count > 1)
            {
                if (later.Count == 0 || parts.Where(p => Leads(p.ToId, later.Peek())).Take(2).ToList() is not [var only])
                {
                    break;
                }

                chosen.Add(only.ToId);
                at = only.ToId;
            }
            else
            {
                at = parts[0].ToId;
            }
        }

        return chosen.Count == 0 ? null : string.Join(Step, chosen);

        bool Leads(string from, string to) => from == to || AllSuccessorsOf(from).Any(u => u.Id == to);
    }

    /// <summary>The units of <see cref="WayOf"/>.</summary>
    internal static string[] StepsOf(string? wentTo) => wentTo?.Split(Step) ?? [];
}
