using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Export;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Models.Sheets;

/// <summary>The columns of a register as a sheet, in their order. What is exported is what can be imported; the last ones are only told.</summary>
internal enum ModelColumn
{
#pragma warning disable CS1591 // Their heads and notes are those of RegisterText, column.X and note.X.
    Name,
    Field,
    Subject,
    Owner,
    OwnerKind,
    Unit,
    UnitCode,
    Body,
    Address,
    Village,
    Person,
    Themes,
    Block,
    RegisteredOn,
    StartedOn,
    Target,
    Visibility,
    Consent,
    AcceptedOn,
    VerifiedOn,
    VerifiedBy,
    CommuneOn,
    CommuneNumber,
    CommuneBody,
    DistrictOn,
    DistrictNumber,
    DistrictBody,
    ProvinceOn,
    ProvinceNumber,
    ProvinceBody,
    ExemplarOn,
    CommendedOn,
    CommendForm,
    CommendGiver,
    CommendNumber,
    StoppedOn,
    StopReason,
    Situation,
    Goals,
    Content,
    Beneficiaries,
    Lead,
    Partners,
    Participants,
    Resources,
    Schedule,
    Evaluation,
    Outputs,
    Sustainability,
    Stage,
    Id,
#pragma warning restore CS1591
}

/// <summary>What the columns are beside their values.</summary>
internal static class ModelColumns
{
    /// <summary>All of an export.</summary>
    public static readonly IReadOnlyList<ModelColumn> All = Enum.GetValues<ModelColumn>();

    /// <summary>Those that an import reads.</summary>
    public static readonly IReadOnlyList<ModelColumn> Imported = [.. All.Where(c => c is not (ModelColumn.Stage or ModelColumn.Id))];

    /// <summary>Without one of these a layout cannot be read at all; of unit and code one is enough.</summary>
    public static readonly IReadOnlyList<ModelColumn> Needed = [ModelColumn.Name, ModelColumn.Field, ModelColumn.Subject, ModelColumn.Owner, ModelColumn.Unit];

    /// <summary>The head of a column.</summary>
    public static string Title(this ModelColumn column, IStringLocalizer<RegisterText> text) => text[$"column.{Wire.Name(column)}"];

    /// <summary>How wide it is and what is typed into it.</summary>
    public static SheetColumn Shape(this ModelColumn column, IStringLocalizer<RegisterText> text) => new(column.Title(text), WidthOf(column), IsDay(column) ? CellFormat.Day : CellFormat.Text)
    {
        Note = text[$"note.{Wire.Name(column)}"] is { ResourceNotFound: false } note ? note.Value : null,
    };

    /// <summary>Whether it holds days.</summary>
    public static bool IsDay(this ModelColumn column) => column is ModelColumn.RegisteredOn or ModelColumn.StartedOn or ModelColumn.AcceptedOn or ModelColumn.VerifiedOn or ModelColumn.CommuneOn
        or ModelColumn.DistrictOn or ModelColumn.ProvinceOn or ModelColumn.ExemplarOn or ModelColumn.CommendedOn or ModelColumn.StoppedOn;

    /// <summary>The long text that it holds; it bears the same name.</summary>
    public static ModelText? TextOf(this ModelColumn column) => column is >= ModelColumn.Situation and <= ModelColumn.Sustainability ? Wire.Parse<ModelText>(Wire.Name(column)) : null;

    /// <summary>Name of the list of the book from which one chooses; <see langword="null"/> for free text.</summary>
    public static string? ListOf(this ModelColumn column) => column switch
    {
        ModelColumn.Field => "linh_vuc",
        ModelColumn.Subject => "doi_tuong",
        ModelColumn.Unit => "dia_ban",
        ModelColumn.Body => "don_vi",
        ModelColumn.Block => "khoi",
        ModelColumn.Target => "cap",
        ModelColumn.Visibility => "luu_hanh",
        ModelColumn.Consent => "co_khong",
        ModelColumn.CommendForm => "hinh_thuc_khen",
        _ => null,
    };

    private static double WidthOf(ModelColumn column) => column switch
    {
        ModelColumn.Name => 48,
        ModelColumn.Owner or ModelColumn.Address or ModelColumn.Body or ModelColumn.StopReason => 32,
        ModelColumn.Field or ModelColumn.Unit or ModelColumn.Village or ModelColumn.Person or ModelColumn.Themes or ModelColumn.CommuneBody or ModelColumn.DistrictBody or ModelColumn.ProvinceBody
            or ModelColumn.VerifiedBy or ModelColumn.CommendGiver or ModelColumn.Stage => 24,
        ModelColumn.Id => 36,
        _ when IsDay(column) => 13,
        _ when TextOf(column) is not null => 40,
        _ => 16,
    };
}
