namespace DanVanDashboard.Bench.Harness;

/// <summary>What the command line asks for.</summary>
/// <param name="Json">One line of JSON at the end instead of a table.</param>
/// <param name="Quick">Small blocks: to try the measurements, not to quote them.</param>
/// <param name="Profile">Only say where the milliseconds of R1 go.</param>
/// <param name="Only">Ids of the measurements; empty for all.</param>
internal sealed record Arguments(bool Json, bool Quick, bool Profile, IReadOnlySet<string> Only)
{
    public const string Usage = "dotnet run -c Release --project DanVanDashboard.Bench -- [--json] [--quick] [--only R1,R6] [--profile]";

    /// <summary>Reads the command line; <see langword="null"/> if it cannot be understood.</summary>
    public static Arguments? Read(string[] args, IReadOnlyCollection<string> known)
    {
        var (json, quick, profile, only) = (false, false, false, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--json":
                    json = true;
                    break;
                case "--quick":
                    quick = true;
                    break;
                case "--profile":
                    profile = true;
                    break;
                case "--only" when i + 1 < args.Length:
                    only.UnionWith(args[++i].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
                    break;
                default:
                    return null;
            }
        }

        return only.All(id => known.Contains(id, StringComparer.OrdinalIgnoreCase)) ? new(json, quick, profile, only) : null;
    }

    public bool Wants(string id) => Only.Count == 0 || Only.Contains(id);
}
