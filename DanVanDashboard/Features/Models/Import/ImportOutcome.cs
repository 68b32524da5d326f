using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Features.Models.Sheets;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>What is wrong in a row, where, and why.</summary>
/// <param name="Row">Row of the sheet.</param>
/// <param name="Column">Our column; <see langword="null"/> for the row as a whole.</param>
/// <param name="Letter">Letter of the file's column; empty where the file has none.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Refusal">Why it is refused.</param>
internal sealed record ImportMessage(int Row, ModelColumn? Column, string Letter, string Value, Refusal Refusal)
{
    /// <summary>Whether it says that the model is there already.</summary>
    public bool Duplicate => Refusal.Code is "import.duplicate-in-file" or "import.duplicate-in-register";
}

/// <summary>A row that was understood: the model and what happened to it, in the order of days.</summary>
/// <param name="Row">Row of the sheet.</param>
/// <param name="Model">The model.</param>
/// <param name="Themes">Its themes.</param>
/// <param name="Person">The person responsible.</param>
/// <param name="Texts">Its long texts.</param>
/// <param name="Events">Its events after the registration, with who verified.</param>
internal sealed record ImportedModel(int Row, ModelRow Model, IReadOnlyList<string> Themes, string? Person, IReadOnlyList<ModelTextRow> Texts, IReadOnlyList<(ModelEventRow Event, string? By)> Events);

/// <summary>What a file would bring.</summary>
/// <param name="Rows">Rows with something in them.</param>
/// <param name="Models">The rows that can be taken.</param>
/// <param name="Messages">What is wrong with the others, in the order of rows.</param>
internal sealed record ImportOutcome(int Rows, IReadOnlyList<ImportedModel> Models, IReadOnlyList<ImportMessage> Messages)
{
    /// <summary>Rows with something wrong.</summary>
    public int Wrong { get; } = Messages.Where(m => !m.Duplicate).Select(m => m.Row).Distinct().Count();

    /// <summary>Rows that are right, but there already.</summary>
    public int Duplicates { get; } = Messages.Where(m => m.Duplicate).Select(m => m.Row).Except(Messages.Where(m => !m.Duplicate).Select(m => m.Row)).Count();

    /// <summary>Whether it can be imported: as a whole or not at all.</summary>
    public bool Whole => Rows > 0 && Messages.Count == 0;

    /// <summary>The line by which scripts know the outcome: English in every culture.</summary>
    public string Line(string verb, int taken) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{verb} {taken} of {Rows}, wrong {Wrong}, duplicate {Duplicates}");
}

/// <summary>How far an import has come.</summary>
/// <param name="Phase">read, check, write or undo.</param>
/// <param name="Done">Rows done.</param>
/// <param name="Total">Rows in all.</param>
internal readonly record struct ImportProgress(string Phase, int Done, int Total);
