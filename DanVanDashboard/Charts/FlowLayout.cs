using System.Globalization;

namespace DanVanDashboard.Charts;

/// <summary>One end of a flow diagram.</summary>
/// <param name="Key">What flows refer to; left and right have keys of their own.</param>
/// <param name="Label">Its name.</param>
/// <param name="Href">Where its name leads.</param>
/// <param name="Quiet">Whether it stands there only because a flow of it is needed to complete another node.</param>
public sealed record FlowNode(string Key, string Label, string? Href = null, bool Quiet = false);

/// <summary>A flow from the left to the right.</summary>
/// <param name="From">Key on the left.</param>
/// <param name="To">Key on the right.</param>
/// <param name="Value">What its width stands for; not below 0.</param>
/// <param name="Title">The flow in words.</param>
/// <param name="Partial">Whether only a part of the left node goes there.</param>
public sealed record Flow(string From, string To, double Value, string Title, bool Partial = false);

/// <summary>A node with its bar; the name stands at the middle of the bar.</summary>
/// <param name="Node">The node.</param>
/// <param name="Top">Upper end of the bar.</param>
/// <param name="Height">Height of the bar.</param>
public sealed record PlacedNode(FlowNode Node, double Top, double Height)
{
    /// <summary>Where the name stands.</summary>
    public double Middle => Top + (Height / 2);
}

/// <summary>A flow as a band.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Width">Its width.</param>
/// <param name="Path">An SVG path, to be filled.</param>
public sealed record PlacedFlow(Flow Flow, double Width, string Path);

/// <summary>A diagram of flows between two columns: where every bar, name and band stands. Bands cross as seldom as a few sweeps can reach, and no two names touch.</summary>
public sealed class FlowLayout
{
    /// <summary>Height of a letter of the names.</summary>
    public const double Font = 13;

    /// <summary>Least distance between the middles of two names.</summary>
    public const double Line = 19;

    /// <summary>Width of a bar.</summary>
    public const double Bar = 9;

    private const double Bands = 300;
    private const double Space = 7;
    private const double Gap = 4;
    private const double Typical = 14;
    private const double Thinnest = 1.5;
    private const int Sweeps = 24;

    private FlowLayout(IReadOnlyList<PlacedNode> left, IReadOnlyList<PlacedNode> right, IReadOnlyList<PlacedFlow> flows, double leftBar, double width, double height, int crossings)
    {
        (Left, Right, Flows, LeftBar, Width, Height, Crossings) = (left, right, flows, leftBar, width, height, crossings);
    }

    /// <summary>The left column from above.</summary>
    public IReadOnlyList<PlacedNode> Left { get; }

    /// <summary>The right column from above.</summary>
    public IReadOnlyList<PlacedNode> Right { get; }

    /// <summary>The bands, the widest first, so that a thin one is drawn over it.</summary>
    public IReadOnlyList<PlacedFlow> Flows { get; }

    /// <summary>Where the bars of the left column begin.</summary>
    public double LeftBar { get; }

    /// <summary>Where the bars of the right column begin.</summary>
    public double RightBar => LeftBar + Bar + Bands;

    /// <summary>Width in drawing units.</summary>
    public double Width { get; }

    /// <summary>Height in drawing units.</summary>
    public double Height { get; }

    /// <summary>How many pairs of bands cross.</summary>
    public int Crossings { get; }

    /// <summary>Lays out the flows; a node without one is left out. The order of the nodes is kept wherever it costs no crossing.</summary>
    public static FlowLayout Of(IEnumerable<FlowNode> left, IEnumerable<FlowNode> right, IReadOnlyList<Flow> flows)
    {
        var (froms, tos) = (flows.Select(f => f.From).ToHashSet(), flows.Select(f => f.To).ToHashSet());
        var (lefts, rights) = (left.Where(n => froms.Contains(n.Key)).ToList(), right.Where(n => tos.Contains(n.Key)).ToList());
        var crossings = Arrange(ref lefts, ref rights, flows);

        var sum = flows.Sum(f => f.Value);
        var scale = sum > 0 ? Typical * lefts.Count / sum : 0;
        var widths = flows.ToDictionary(f => f, f => Math.Max(f.Value * scale, Thinnest));
        var leftNodes = Stack(lefts, n => flows.Where(f => f.From == n.Key).Sum(f => widths[f]), out var height);
        var middles = leftNodes.ToDictionary(n => n.Node.Key, n => n.Middle);
        var rightNodes = Beside(rights, n => [.. flows.Where(f => f.To == n.Key)], widths, middles, ref height);

        var leftBar = Math.Ceiling(Widest(lefts)) + Space;
        var placed = Draw(leftNodes, rightNodes, flows, widths, leftBar + Bar, leftBar + Bar + Bands);
        var width = leftBar + Bar + Bands + Bar + Space + Math.Ceiling(Widest(rights));
        return new(leftNodes, rightNodes, placed, leftBar, width, Math.Ceiling(height), crossings);
    }

    private static double Widest(List<FlowNode> nodes) => nodes.Select(n => TextWidth.Of(n.Label) * Font).DefaultIfEmpty().Max();

    /// <summary>As given where nothing crosses; else what is joined stands together, each group as its first node on the right does, so that only bands of one group cross.</summary>
    private static int Arrange(ref List<FlowNode> lefts, ref List<FlowNode> rights, IReadOnlyList<Flow> flows)
    {
        if (Crossed(lefts, rights, flows) == 0)
        {
            return 0;
        }

        var groups = Groups(rights, flows);
        var (allLeft, allRight, crossings) = (new List<FlowNode>(), new List<FlowNode>(), 0);
        foreach (var group in groups)
        {
            var own = flows.Where(f => group.Contains(f.To)).ToList();
            var from = own.Select(f => f.From).ToHashSet();
            var (left, right) = (lefts.FindAll(n => from.Contains(n.Key)), rights.FindAll(n => group.Contains(n.Key)));
            crossings += Order(ref left, ref right, own);
            allLeft.AddRange(left);
            allRight.AddRange(right);
        }

        (lefts, rights) = (allLeft, allRight);
        return crossings;
    }

    /// <summary>Keys on the right that are joined through the left, group by group.</summary>
    private static List<HashSet<string>> Groups(List<FlowNode> rights, IReadOnlyList<Flow> flows)
    {
        var (to, from) = (flows.ToLookup(f => f.From, f => f.To), flows.ToLookup(f => f.To, f => f.From));
        var groups = new List<HashSet<string>>();
        foreach (var node in rights)
        {
            if (groups.Exists(g => g.Contains(node.Key)))
            {
                continue;
            }

            var group = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>([node.Key]);
            while (open.TryPop(out var next))
            {
                if (group.Add(next))
                {
                    foreach (var further in from[next].SelectMany(f => to[f]))
                    {
                        open.Push(further);
                    }
                }
            }

            groups.Add(group);
        }

        return groups;
    }

    /// <summary>Each column in turn by the mean place of what it is joined to; of all orders met the one with the fewest crossings, the earliest of equals.</summary>
    private static int Order(ref List<FlowNode> lefts, ref List<FlowNode> rights, IReadOnlyList<Flow> flows)
    {
        var (bestLeft, bestRight, best) = (lefts, rights, Crossed(lefts, rights, flows));
        for (var sweep = 0; sweep < Sweeps && best > 0; sweep++)
        {
            if (sweep % 2 == 0)
            {
                lefts = ByMean(lefts, Places(rights), flows.ToLookup(f => f.From, f => f.To));
            }
            else
            {
                rights = ByMean(rights, Places(lefts), flows.ToLookup(f => f.To, f => f.From));
            }

            var crossed = Crossed(lefts, rights, flows);
            if (crossed < best)
            {
                (bestLeft, bestRight, best) = (lefts, rights, crossed);
            }
        }

        (lefts, rights) = ([.. bestLeft], [.. bestRight]);
        if (best > 0)
        {
            var (to, from) = (flows.ToLookup(f => f.From, f => f.To), flows.ToLookup(f => f.To, f => f.From));
            while (Exchange(lefts, to, Places(rights)) | Exchange(rights, from, Places(lefts)))
            {
            }

            best = Crossed(lefts, rights, flows);
        }

        return best;
    }

    /// <summary>Exchanges neighbours of a column wherever their bands cross less that way; each exchange takes crossings away, so this ends.</summary>
    private static bool Exchange(List<FlowNode> nodes, ILookup<string, string> joined, Dictionary<string, int> other)
    {
        var ends = nodes.ToDictionary(n => n.Key, n => joined[n.Key].Select(k => other[k]).ToArray());
        var (any, again) = (false, true);
        while (again)
        {
            again = false;
            for (var i = 0; i + 1 < nodes.Count; i++)
            {
                var (upper, lower) = (ends[nodes[i].Key], ends[nodes[i + 1].Key]);
                if (upper.Sum(u => lower.Count(l => u > l)) > upper.Sum(u => lower.Count(l => u < l)))
                {
                    (nodes[i], nodes[i + 1]) = (nodes[i + 1], nodes[i]);
                    any = again = true;
                }
            }
        }

        return any;
    }

    private static List<FlowNode> ByMean(List<FlowNode> nodes, Dictionary<string, int> other, ILookup<string, string> joined) => [.. nodes.OrderBy(n => joined[n.Key].Average(k => other[k]))];

    private static Dictionary<string, int> Places(List<FlowNode> nodes) => nodes.Select((n, i) => (n.Key, i)).ToDictionary(p => p.Key, p => p.i);

    private static int Crossed(List<FlowNode> lefts, List<FlowNode> rights, IReadOnlyList<Flow> flows)
    {
        var (left, right) = (Places(lefts), Places(rights));
        var ends = flows.Select(f => (From: left[f.From], To: right[f.To])).ToArray();
        var count = 0;
        for (var a = 0; a < ends.Length; a++)
        {
            for (var b = a + 1; b < ends.Length; b++)
            {
                if ((ends[a].From - ends[b].From) * (long)(ends[a].To - ends[b].To) < 0)
                {
                    count++;
                }
            }
        }

        return count;
    }

    private static List<PlacedNode> Stack(List<FlowNode> nodes, Func<FlowNode, double> heightOf, out double end)
    {
        end = Gap;
        var placed = new List<PlacedNode>();
        foreach (var node in nodes)
        {
            var height = heightOf(node);
            var slot = Math.Max(height + Gap, Line);
            placed.Add(new(node, end + ((slot - height) / 2), height));
            end += slot;
        }

        end += Gap;
        return placed;
    }

    /// <summary>As near as may be to the mean of where the bands come from: pushed down past each other, then back up where the last one would hang over.</summary>
    private static List<PlacedNode> Beside(List<FlowNode> nodes, Func<FlowNode, List<Flow>> flowsOf, Dictionary<Flow, double> widths, Dictionary<string, double> middles, ref double height)
    {
        var slots = nodes.ConvertAll(n =>
        {
            var own = flowsOf(n);
            var bar = own.Sum(f => widths[f]);
            return (Node: n, Bar: bar, Slot: Math.Max(bar + Gap, Line), Wanted: own.Sum(f => widths[f] * middles[f.From]) / bar);
        });
        height = Math.Max(height, slots.Sum(s => s.Slot) + (2 * Gap));
        var tops = new double[slots.Count];
        var free = Gap;
        for (var i = 0; i < slots.Count; i++)
        {
            tops[i] = Math.Max(free, slots[i].Wanted - (slots[i].Slot / 2));
            free = tops[i] + slots[i].Slot;
        }

        var floor = height - Gap;
        for (var i = slots.Count - 1; i >= 0; i--)
        {
            tops[i] = Math.Min(tops[i], floor - slots[i].Slot);
            floor = tops[i];
        }

        return [.. slots.Select((s, i) => new PlacedNode(s.Node, tops[i] + ((s.Slot - s.Bar) / 2), s.Bar))];
    }

    private static List<PlacedFlow> Draw(List<PlacedNode> lefts, List<PlacedNode> rights, IReadOnlyList<Flow> flows, Dictionary<Flow, double> widths, double x0, double x1)
    {
        var (left, right) = (lefts.ToDictionary(n => n.Node.Key), rights.ToDictionary(n => n.Node.Key));
        var begins = Offsets(flows, widths, f => left[f.From], f => right[f.To]);
        var ends = Offsets(flows, widths, f => right[f.To], f => left[f.From]);
        return [.. flows.Select(f => new PlacedFlow(f, widths[f], Band(x0, begins[f], x1, ends[f], widths[f]))).OrderByDescending(f => f.Width)];
    }

    /// <summary>Where each band leaves its bar: in the order of the other ends, so that bands of one bar do not cross.</summary>
    private static Dictionary<Flow, double> Offsets(IReadOnlyList<Flow> flows, Dictionary<Flow, double> widths, Func<Flow, PlacedNode> here, Func<Flow, PlacedNode> there)
    {
        var offsets = new Dictionary<Flow, double>();
        foreach (var group in flows.GroupBy(here))
        {
            var y = group.Key.Top;
            foreach (var flow in group.OrderBy(f => there(f).Middle))
            {
                offsets[flow] = y;
                y += widths[flow];
            }
        }

        return offsets;
    }

    private static string Band(double x0, double y0, double x1, double y1, double width)
    {
        var mid = (x0 + x1) / 2;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"M{x0:0.#} {y0:0.##}C{mid:0.#} {y0:0.##} {mid:0.#} {y1:0.##} {x1:0.#} {y1:0.##}V{y1 + width:0.##}C{mid:0.#} {y1 + width:0.##} {mid:0.#} {y0 + width:0.##} {x0:0.#} {y0 + width:0.##}Z");
    }
}
