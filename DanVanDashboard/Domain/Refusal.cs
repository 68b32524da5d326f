namespace DanVanDashboard.Domain;

/// <summary>An expected refusal. <paramref name="Code"/> is stable and is the key of the text shown to the user.</summary>
/// <param name="Code">Dotted, lower case, e.g. <c>model.name-missing</c>.</param>
/// <param name="Field">The form field at fault, or <see langword="null"/> when it is the whole request.</param>
public sealed record Refusal(string Code, string? Field = null)
{
    /// <summary>Values for the placeholders of the text, already in the form that the user typed or knows.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}

/// <summary>An outcome that says whether what was written for it is to be kept.</summary>
public interface IOutcome
{
    /// <summary>False: nothing is kept.</summary>
    bool Ok { get; }
}

/// <summary>Either the value of a verb or every reason, at once, why it was refused.</summary>
public sealed class Result<T> : IOutcome
{
    private readonly T? _value;

    private Result(T? value, IReadOnlyList<Refusal> refusals) => (_value, Refusals) = (value, refusals);

    /// <summary>Empty when the verb succeeded.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>Whether there is a value.</summary>
    public bool Ok => Refusals.Count == 0;

    /// <summary>The value; asking for it after a refusal is a bug of the caller.</summary>
    public T Value => Ok ? _value! : throw new InvalidOperationException($"Refused: {string.Join(", ", Refusals.Select(r => r.Code))}");

    /// <summary>Wraps the value of a verb.</summary>
    public static implicit operator Result<T>(T value) => new(value, []);

    /// <summary>Wraps a single refusal.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, [refusal]);

    /// <summary>Wraps refusals, of which there must be at least one.</summary>
    public static implicit operator Result<T>(List<Refusal> refusals) =>
        refusals.Count > 0 ? new(default, refusals) : throw new InvalidOperationException("No refusal to report.");
}
