namespace DanVanDashboard.Domain.Reporting;

/// <summary>What sort of quantity a metric is.</summary>
public enum MetricKind
{
    /// <summary>Things counted: parts add up to the whole.</summary>
    Count,

    /// <summary>A sum of money.</summary>
    Money,

    /// <summary>Another quantity that adds up: km, m², days of labour.</summary>
    Quantity,

    /// <summary>A rate in percent, from 0 to 100; never added.</summary>
    Rate,

    /// <summary>An average; never added.</summary>
    Average,
}

/// <summary>Which count of the registry a reported figure speaks of, so that it can stand under it ("báo cáo 990 · danh sách 15").</summary>
public enum TileKind
{
    /// <summary>Mô hình: registered or built.</summary>
    Registered,

    /// <summary>Đang thực hiện.</summary>
    InProgress,

    /// <summary>Được công nhận.</summary>
    Recognised,

    /// <summary>Điển hình, điển hình tiên tiến.</summary>
    Exemplar,

    /// <summary>Được tôn vinh: the registry has no count of its own for it.</summary>
    Honoured,

    /// <summary>Được khen thưởng: recipients.</summary>
    Commended,

    /// <summary>Nhân rộng.</summary>
    Replicated,

    /// <summary>Dừng thực hiện.</summary>
    Stopped,
}

/// <summary>Chỉ tiêu.</summary>
/// <param name="Key">As in files and the API.</param>
/// <param name="Kind">What sort of quantity it is.</param>
/// <param name="Name">Its name on screen; data, since a board may define further metrics.</param>
public sealed record Metric(string Key, MetricKind Kind, Bilingual Name)
{
    /// <summary>Narrower notions that this one lumps together with others ("mô hình, điển hình" includes "điển hình"). Both look like the answer to one question, so the one is always shown beside the other.</summary>
    public IReadOnlyList<string> Includes { get; init; } = [];

    /// <summary>Metrics that count a selection of the same things ("điển hình tiên tiến" among the models built). A selection is no contradiction unless it is larger than the whole.</summary>
    public IReadOnlyList<string> Contains { get; init; } = [];

    /// <summary>Metrics that divide this one without overlap.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Whether <see cref="Parts"/> leave nothing out.</summary>
    public bool PartsComplete { get; init; }

    /// <summary>Whether the number is the doing of the body named (money raised by MTTQ), so that two bodies' numbers of one unit are different numbers. Otherwise it is a fact of the unit, whoever tells it.</summary>
    public bool OfBody { get; init; }

    /// <summary>The count of the registry under which it is shown, or <see langword="null"/>: a wider notion ("mô hình, điển hình") stands under none.</summary>
    public TileKind? Tile { get; init; }

    /// <summary>Nguồn lực huy động: whether it stands in the block of mobilised resources. In a periodic report such a number is of the report's own period.</summary>
    public bool Resource { get; init; }

    /// <summary>Unit of measure of a number that comes without one, as in a periodic report.</summary>
    public Bilingual? Measure { get; init; }

    /// <summary>Whether parts by subject or field add up to the whole.</summary>
    public bool AddsOverParts => Kind is MetricKind.Count or MetricKind.Money or MetricKind.Quantity;
}

/// <summary>All metrics in the order of the screen, with what includes what.</summary>
public sealed class MetricCatalogue
{
    private readonly Dictionary<string, Metric> _byKey;
    private readonly Dictionary<string, int> _order;

    /// <summary>Builds the catalogue; every key that a metric refers to must exist, and none may include itself, however indirectly.</summary>
    public MetricCatalogue(IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        All = metrics;
        _byKey = metrics.ToDictionary(m => m.Key);
        _order = metrics.Select((m, i) => (m.Key, i)).ToDictionary(p => p.Key, p => p.i);
        foreach (var metric in metrics)
        {
            if (metric.Includes.Concat(metric.Contains).Concat(metric.Parts).FirstOrDefault(k => !_byKey.ContainsKey(k)) is { } missing)
            {
                throw new ArgumentException($"{metric.Key} refers to {missing}, which is not in the catalogue.", nameof(metrics));
            }

            if (Below(metric.Key, m => m.Includes.Concat(m.Contains).Concat(m.Parts)).Contains(metric.Key))
            {
                throw new ArgumentException($"{metric.Key} includes itself.", nameof(metrics));
            }
        }
    }

    /// <summary>In the order of the screen.</summary>
    public IReadOnlyList<Metric> All { get; }

    /// <summary>The metric of a key; for one that the catalogue does not know, a count of which nothing more is known.</summary>
    public Metric Get(string key) => _byKey.TryGetValue(key, out var metric) ? metric : new(key, MetricKind.Count, new(key, key));

    /// <summary>Whether the key is known.</summary>
    public bool Has(string key) => _byKey.ContainsKey(key);

    /// <summary>Place on the screen; unknown metrics come last.</summary>
    public int OrderOf(string key) => _order.GetValueOrDefault(key, int.MaxValue);

    /// <summary>Whether <paramref name="wide"/> is a notion that includes <paramref name="narrow"/>, directly or through others.</summary>
    public bool Includes(string wide, string narrow) => Below(wide, m => m.Includes).Contains(narrow);

    /// <summary>Whether <paramref name="part"/> counts some of what <paramref name="whole"/> counts, in whatever way.</summary>
    public bool Covers(string whole, string part) => Below(whole, m => m.Includes.Concat(m.Contains).Concat(m.Parts)).Contains(part);

    private HashSet<string> Below(string key, Func<Metric, IEnumerable<string>> children)
    {
        var found = new HashSet<string>();
        var open = new Queue<string>(children(Get(key)));
        while (open.TryDequeue(out var next))
        {
            if (found.Add(next))
            {
                foreach (var child in children(Get(next)))
                {
                    open.Enqueue(child);
                }
            }
        }

        return found;
    }
}
