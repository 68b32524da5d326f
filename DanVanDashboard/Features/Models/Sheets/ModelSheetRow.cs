using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Export;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Models.Sheets;

/// <summary>A model as a row of a sheet. Of a thing that happened several times, the last that counts is told.</summary>
internal sealed class ModelSheetRow
{
    private readonly ModelRow _row;
    private readonly IReadOnlyList<string> _themes;
    private readonly IReadOnlyDictionary<string, string> _people;
    private readonly IReadOnlyDictionary<ModelText, string> _texts;
    private readonly Dictionary<string, ModelEventRow> _events;
    private readonly ModelLife _life;

    /// <param name="row">The model.</param>
    /// <param name="themes">Its themes.</param>
    /// <param name="events">Its events.</param>
    /// <param name="people">Names of people by their part.</param>
    /// <param name="texts">Its long texts.</param>
    public ModelSheetRow(
        ModelRow row, IReadOnlyList<string> themes, IReadOnlyList<ModelEventRow> events, IReadOnlyDictionary<string, string> people, IReadOnlyDictionary<ModelText, string> texts)
    {
        (_row, _themes, _people, _texts) = (row, themes, people, texts);
        _events = events.ToDictionary(e => e.Id);
        _life = ModelLife.Of(events.Select(e => e.ToDomain()).ToList());
    }

    /// <summary>Its cells, in the order of <see cref="ModelColumns.All"/>.</summary>
    public Cell[] Cells(Campaign campaign, Reference reference, ModelWords words) => [.. ModelColumns.All.Select(c => CellOf(c, campaign, reference, words))];

    private Cell CellOf(ModelColumn column, Campaign campaign, Reference reference, ModelWords words) => column switch
    {
        ModelColumn.Name => Cell.Text(_row.Name),
        ModelColumn.Field => Cell.Text(_row.Field is { } field ? words.Field(campaign, field) : null),
        ModelColumn.Subject => Cell.Text(_row.Subject is { } subject ? words.Subject(subject) : null),
        ModelColumn.Owner => Cell.Text(_row.Owner),
        ModelColumn.OwnerKind => Cell.Text(_row.OwnerKind),
        ModelColumn.Unit => Cell.Text(reference.Places[_row.UnitId].FullNameAtStart),
        ModelColumn.UnitCode => Cell.Text(reference.Places[_row.UnitId].Code),
        ModelColumn.Body => Cell.Text(reference.Bodies.Find(_row.BodyId)?.NameOn(_row.RegisteredOn ?? DateOnly.MaxValue)),
        ModelColumn.Address => Cell.Text(_row.Address),
        ModelColumn.Village => Cell.Text(_row.Village),
        ModelColumn.Person => Cell.Text(_people.GetValueOrDefault("responsible")),
        ModelColumn.Themes => Cell.Text(string.Join("; ", _themes.Select(words.Theme))),
        ModelColumn.Block => Cell.Text(_row.Block is { } block ? words.Block(block) : null),
        ModelColumn.RegisteredOn => Cell.Day(_row.RegisteredOn),
        ModelColumn.StartedOn => Cell.Day(_row.StartedOn),
        ModelColumn.Target => Cell.Text(_row.TargetLevel is { } level ? words.Level(level) : null),
        ModelColumn.Visibility => Cell.Text(words.Visibility(_row.Visibility)),
        ModelColumn.Consent => Cell.Text(_row.Consent is { } consent ? words.Flag(consent) : null),
        ModelColumn.AcceptedOn => Day(Last(ModelEventKind.Accept)),
        ModelColumn.VerifiedOn => Day(Last(ModelEventKind.Verify)),
        ModelColumn.VerifiedBy => Cell.Text(Last(ModelEventKind.Verify) is { } verified ? _people.GetValueOrDefault("verified_by:" + verified.Id) : null),
        ModelColumn.CommuneOn => Day(Recognised(RecognitionLevel.Commune)),
        ModelColumn.CommuneNumber => Cell.Text(Recognised(RecognitionLevel.Commune)?.DecisionNumber),
        ModelColumn.CommuneBody => Cell.Text(Recognised(RecognitionLevel.Commune)?.Body),
        ModelColumn.DistrictOn => Day(Recognised(RecognitionLevel.District)),
        ModelColumn.DistrictNumber => Cell.Text(Recognised(RecognitionLevel.District)?.DecisionNumber),
        ModelColumn.DistrictBody => Cell.Text(Recognised(RecognitionLevel.District)?.Body),
        ModelColumn.ProvinceOn => Day(Recognised(RecognitionLevel.Province)),
        ModelColumn.ProvinceNumber => Cell.Text(Recognised(RecognitionLevel.Province)?.DecisionNumber),
        ModelColumn.ProvinceBody => Cell.Text(Recognised(RecognitionLevel.Province)?.Body),
        ModelColumn.ExemplarOn => Day(Last(ModelEventKind.Exemplar)),
        ModelColumn.CommendedOn => Day(Last(ModelEventKind.Commend)),
        ModelColumn.CommendForm => Cell.Text(Last(ModelEventKind.Commend)?.Form is { } form ? words.Form(form) : null),
        ModelColumn.CommendGiver => Cell.Text(Last(ModelEventKind.Commend)?.Giver),
        ModelColumn.CommendNumber => Cell.Text(Last(ModelEventKind.Commend)?.DecisionNumber),
        ModelColumn.StoppedOn => Day(Last(ModelEventKind.Stop)),
        ModelColumn.StopReason => Cell.Text(Last(ModelEventKind.Stop)?.Reason),
        ModelColumn.Stage => Cell.Text(_life.StageAt(DateOnly.MaxValue) is { } stage ? words.Stage(stage) : null),
        _ when column.TextOf() is { } part => Cell.Text(_texts.GetValueOrDefault(part)),
        _ => Cell.Text(_row.Id),
    };

    private ModelEventRow? Last(ModelEventKind kind) => _life.Valid.LastOrDefault(e => e.Kind == kind) is { } e ? _events[e.Id] : null;

    private ModelEventRow? Recognised(RecognitionLevel level) =>
        _life.Valid.LastOrDefault(e => e.Kind == ModelEventKind.Recognise && (e.Level ?? RecognitionLevel.Commune) == level) is { } e ? _events[e.Id] : null;

    private static Cell Day(ModelEventRow? e) => Cell.Day(e is null || e.On == ModelEvent.Undated ? null : e.On);
}
