using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Export;
using DanVanDashboard.Features.Models.Sheets;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>Reads the rows of a register one by one, for someone into a campaign. It asks the same rules that a registration and its events are asked.</summary>
internal sealed class RowReader(Actor actor, Campaign campaign, Reference current, ImportLayout layout, ValueLists lists, DateOnly today)
{
    private const int NumberLimit = 100;
    private readonly UnitFinder _units = new(current.Places, campaign.RootUnitId);
    private readonly BodyFinder _bodies = new(current, campaign, actor);

    /// <summary>The model of a row, or every message about it.</summary>
    public (ImportedModel? Model, IReadOnlyList<ImportMessage> Messages) Read(SheetRow row)
    {
        var cells = new RowCells(row, layout);
        foreach (var (column, index) in layout.Mapping.Where(m => row[m.Value].Kind == ValueKind.Error))
        {
            cells.Say(column, "import.cell-error", row[index].Text);
        }

        var registeredOn = cells.Day(ModelColumn.RegisteredOn) ?? (cells.Text(ModelColumn.RegisteredOn).Length == 0 ? today : null);
        var startedOn = cells.Day(ModelColumn.StartedOn);
        var unit = UnitOf(cells, registeredOn ?? today);
        var (field, subject) = (Listed(cells, ModelColumn.Field, lists.Field, "import.field-unknown"), Listed(cells, ModelColumn.Subject, t => lists.Subject(t), "import.subject-unknown"));
        RequireText(cells, ModelColumn.Field, "import.field-missing");
        RequireText(cells, ModelColumn.Subject, "import.subject-missing");
        var block = Listed(cells, ModelColumn.Block, t => lists.Block(t), "import.block-unknown");
        var target = Listed(cells, ModelColumn.Target, t => lists.Level(t), "import.level-unknown");
        var visibility = Listed(cells, ModelColumn.Visibility, t => lists.Visibility(t), "import.visibility-unknown");
        var consent = Listed(cells, ModelColumn.Consent, t => lists.Flag(t), "import.flag-unknown");
        var (village, person, kind) = (cells.Line(ModelColumn.Village), cells.Line(ModelColumn.Person), cells.Line(ModelColumn.OwnerKind));
        if (unit is null)
        {
            return (null, cells.Messages);
        }

        var body = BodyOf(cells, unit, registeredOn ?? today);
        var address = cells.Text(ModelColumn.Address) is { Length: > 0 } said ? said : string.Join(", ", new[] { village, unit.FullName }.Where(t => t.Length > 0));
        var registration = new Registration
        {
            Campaign = campaign, UnitId = unit.Id, BodyId = body?.Id, NonLocal = body?.NonLocal ?? false, Name = cells.Text(ModelColumn.Name), Field = field, Subject = subject,
            Owner = cells.Text(ModelColumn.Owner), Address = address, RegisteredOn = registeredOn ?? today, StartedOn = startedOn,
        };
        foreach (var refusal in registration.Refusals(actor, today))
        {
            cells.SayUnlessSaid(ColumnOf(refusal.Field), refusal);
        }

        var row0 = new ModelRow
        {
            Id = "m" + Guid.CreateVersion7().ToString("n"), CampaignId = campaign.Id, UnitId = unit.Id, BodyId = body?.Id, NonLocal = registration.NonLocal, Name = registration.Name,
            NameFolded = TextFold.Fold(registration.Name), NameSort = TextFold.SortKey(registration.Name), Field = field, Subject = subject, Block = block ?? body?.Block, Owner = registration.Owner,
            OwnerKind = kind.Length > 0 ? kind : null, Address = address, Village = village.Length > 0 ? village : null, RegisteredOn = registeredOn, StartedOn = startedOn, TargetLevel = target,
            Visibility = visibility ?? Visibility.Public, Consent = consent, EnteredBy = actor.UserId, OnBehalf = actor.ActsOnBehalf,
        };
        var themes = cells.Text(ModelColumn.Themes).Split([';', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(lists.Theme).Where(t => t.Length <= 60)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var texts = ModelColumns.Imported.Where(c => c.TextOf() is not null).Select(c => (Part: c.TextOf()!.Value, Text: cells.Long(c))).Where(t => t.Text.Length > 0)
            .Select(t => new ModelTextRow { ModelId = row0.Id, Part = t.Part, Text = t.Text }).ToList();
        var events = new RowEvents(actor, current, lists, today).Read(cells, row0, themes);
        return cells.Messages.Count > 0 ? (null, cells.Messages) : (new(row.Number, row0, themes, person.Length > 0 ? person : null, texts, events), []);
    }

    private Unit? UnitOf(RowCells cells, DateOnly day)
    {
        var found = _units.Find(cells.Text(ModelColumn.Unit), cells.Text(ModelColumn.UnitCode), day);
        if (found.Ok)
        {
            return found.Value;
        }

        foreach (var refusal in found.Refusals)
        {
            cells.Say(refusal.Field == "unit_code" || cells.Text(ModelColumn.Unit).Length == 0 && cells.Text(ModelColumn.UnitCode).Length > 0 ? ModelColumn.UnitCode : ModelColumn.Unit, refusal);
        }

        return null;
    }

    private Body? BodyOf(RowCells cells, Unit unit, DateOnly day)
    {
        var name = cells.Text(ModelColumn.Body);
        if (name.Length == 0)
        {
            return _bodies.DefaultOf(unit);
        }

        var found = _bodies.Find(name, unit, day);
        if (!found.Ok)
        {
            cells.Say(ModelColumn.Body, found.Refusals[0]);
            return null;
        }

        return found.Value;
    }

    private static T? Listed<T>(RowCells cells, ModelColumn column, Func<string, T?> known, string code)
        where T : struct
    {
        var text = cells.Text(column);
        var value = text.Length > 0 ? known(text) : null;
        if (text.Length > 0 && value is null)
        {
            cells.Say(column, code, text);
        }

        return value;
    }

    private static string? Listed(RowCells cells, ModelColumn column, Func<string, string?> known, string code)
    {
        var text = cells.Text(column);
        var value = text.Length > 0 ? known(text) : null;
        if (text.Length > 0 && value is null)
        {
            cells.Say(column, code, text);
        }

        return value;
    }

    private static void RequireText(RowCells cells, ModelColumn column, string code)
    {
        if (cells.Text(column).Length == 0)
        {
            cells.Say(column, new Refusal(code, Wire.Name(column)));
        }
    }

    private static ModelColumn? ColumnOf(string? field) => field switch
    {
        "name" => ModelColumn.Name,
        "owner" => ModelColumn.Owner,
        "address" => ModelColumn.Address,
        "field" => ModelColumn.Field,
        "subject" => ModelColumn.Subject,
        "registeredOn" => ModelColumn.RegisteredOn,
        "unitId" => ModelColumn.Unit,
        _ => null,
    };

    internal static int LimitOf(ModelColumn column) => column switch
    {
        _ when column.TextOf() is not null => Completeness.TextLimit,
        ModelColumn.CommuneNumber or ModelColumn.DistrictNumber or ModelColumn.ProvinceNumber or ModelColumn.CommendNumber => NumberLimit,
        ModelColumn.StopReason => 2000,
        _ => Registration.LineLimit,
    };
}

/// <summary>The cells of a row by our columns, and what is wrong with them.</summary>
internal sealed class RowCells(SheetRow row, ImportLayout layout)
{
    private readonly List<ImportMessage> _messages = [];
    private readonly HashSet<ModelColumn?> _said = [];

    public int Row => row.Number;

    public IReadOnlyList<ImportMessage> Messages => _messages;

    /// <summary>The text of a cell, cleaned; a formula's error and a missing column are empty.</summary>
    public string Text(ModelColumn column) => Value(column) is { Kind: not ValueKind.Error } value ? TextFold.Clean(Formulas.Unquote(value.Text)) : string.Empty;

    /// <summary>A text of limited length.</summary>
    public string Line(ModelColumn column) => Limited(column, Text(column));

    /// <summary>A text of several lines.</summary>
    public string Long(ModelColumn column) => Limited(column, Value(column) is { Kind: not ValueKind.Error } value ? TextFold.Clean(Formulas.Unquote(value.Text), multiline: true) : string.Empty);

    private string Limited(ModelColumn column, string text)
    {
        var limit = RowReader.LimitOf(column);
        if (text.Length > limit)
        {
            Say(column, new Refusal("model.text-too-long", Wire.Name(column)) { Arguments = [limit.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
        }

        return text;
    }

    /// <summary>A day; <see langword="null"/> where there is none or it cannot be read.</summary>
    public DateOnly? Day(ModelColumn column)
    {
        var value = Value(column);
        if (value.Day is { } day)
        {
            return day;
        }

        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (TypedText.Day(text.Split(' ')[0]) is { } typed)
        {
            return typed;
        }

        Say(column, "import.day-unreadable", text);
        return null;
    }

    public void Say(ModelColumn? column, string code, string argument) => Say(column, new Refusal(code, column is { } c ? Wire.Name(c) : null) { Arguments = [argument] });

    public void Say(ModelColumn? column, Refusal refusal)
    {
        _said.Add(column);
        var index = column is { } c && layout.Mapping.TryGetValue(c, out var at) ? at : -1;
        _messages.Add(new(row.Number, column, index >= 0 ? CellAddress.Column(index) : string.Empty, index >= 0 ? row[index].Text : string.Empty, refusal));
    }

    /// <summary>Says it unless something is said of that column already.</summary>
    public void SayUnlessSaid(ModelColumn? column, Refusal refusal)
    {
        if (column is null || !_said.Contains(column))
        {
            Say(column, refusal);
        }
    }

    private SheetValue Value(ModelColumn column) => layout.Mapping.TryGetValue(column, out var index) ? row[index] : SheetValue.None;
}
