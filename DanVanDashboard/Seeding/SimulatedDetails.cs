using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>
/// What the simulated campaigns have beside lives: full registrations with results of the models that were recognised, honours without a model, help links. The other
/// models stay as short as quick registrations are, which also keeps the first start short.
/// </summary>
internal static class SimulatedDetails
{
    // Name, field, level of the honour.
    private static readonly (string Name, string Field, ModelEventKind Kind)[] s_honoured =
    [
        ("Tổ phụ nữ vượt khó", StandardFields.Economy, ModelEventKind.Exemplar), ("Chi hội trồng rừng giữ nước", StandardFields.Economy, ModelEventKind.Commend), ("Đội văn nghệ bản", StandardFields.CultureSociety, ModelEventKind.Exemplar),
        ("Lớp học buổi tối", StandardFields.CultureSociety, ModelEventKind.Commend), ("Dòng họ khuyến học", StandardFields.CultureSociety, ModelEventKind.Exemplar), ("Tổ tự quản đường biên", StandardFields.DefenceSecurity, ModelEventKind.Commend),
        ("Tổ hòa giải", StandardFields.DefenceSecurity, ModelEventKind.Exemplar), ("Chi bộ nghe dân nói", StandardFields.PoliticalSystem, ModelEventKind.Commend), ("Tổ công nghệ số", StandardFields.PoliticalSystem, ModelEventKind.Exemplar),
        ("Nhóm thiện nguyện", StandardFields.CultureSociety, ModelEventKind.Commend),
    ];

    private static readonly (string Works, int Count, decimal Million)[] s_help =
    [
        ("Làm đường vào bản, tặng cây giống", 2, 85), ("Sửa nhà văn hóa, tặng bàn ghế", 1, 60), ("Khám bệnh, cấp thuốc; tặng thẻ bảo hiểm y tế", 2, 42), ("Tặng bò giống cho hộ nghèo", 1, 120), ("Lắp đèn đường dùng năng lượng mặt trời", 1, 55),
        ("Dạy nghề, tạo việc làm", 1, 30), ("Làm công trình nước sạch", 1, 140), ("Tặng máy tính, kết nối mạng cho điểm trường", 2, 75),
    ];

    /// <summary>Adds them, the same for the same <paramref name="seed"/>.</summary>
    public static async Task AddAsync(WriteSession w, Reference reference, int seed, CancellationToken ct)
    {
        var (details, honours, help) = (0, 0, 0);
        foreach (var campaign in reference.Campaigns.Where(c => c.Simulated && c.Id is "mo-phong-2026-2030" or "mo-phong-2021-2025"))
        {
            details += await AddRegistrationsAsync(w, campaign, seed, ct);
            if (campaign.From!.Value.Year >= 2026)
            {
                honours = await AddHonoursAsync(w, campaign, reference, seed, ct);
                help = await AddHelpAsync(w, campaign, reference, seed, ct);
            }
        }

        await w.AuditAsync(Actor.System, "demo.details", "models", string.Create(CultureInfo.InvariantCulture, $"{{\"models\":{details},\"honours\":{honours},\"help\":{help}}}"), ct);
    }

    private static async Task<int> AddRegistrationsAsync(WriteSession w, Campaign campaign, int seed, CancellationToken ct)
    {
        // In a store of an earlier version somebody may have completed one by hand.
        var models = await w.Db.Models.AsNoTracking().Where(m => m.CampaignId == campaign.Id && w.Db.ModelEvents.Any(e => e.ModelId == m.Id && e.Kind == ModelEventKind.Recognise && e.ByUser == "simulator"))
            .Where(m => !w.Db.ModelTexts.Any(t => t.ModelId == m.Id) && !w.Db.ModelPeople.Any(p => p.ModelId == m.Id && p.Part == "responsible") && !w.Db.ModelResults.Any(r => r.ModelId == m.Id))
            .OrderBy(m => m.Id).Select(m => new { m.Id, m.Field, m.Village, m.Address, m.Owner, m.RegisteredOn, m.LastOn }).ToListAsync(ct);
        var verified = (await w.Db.ModelEvents.AsNoTracking().Where(e => e.CampaignId == campaign.Id && e.Kind == ModelEventKind.Verify && e.ByUser == "simulator").Select(e => new { e.Id, e.ModelId }).ToListAsync(ct)).ToLookup(e => e.ModelId, e => e.Id);
        // Looking for changes at every added row would take longer than all the rest.
        w.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var m in models)
        {
            var number = int.Parse(m.Id.AsSpan(m.Id.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);
            var random = new Random(HashCode(seed, campaign.From!.Value.Year, number));
            var field = m.Field ?? StandardFields.CultureSociety;
            w.Db.ModelTexts.AddRange(SimulatedWords.Texts(field, m.Village ?? "cơ quan, đơn vị", m.Owner, random).Select(t => new ModelTextRow { ModelId = m.Id, Part = t.Part, Text = t.Text }));
            w.Db.ModelPeople.Add(new() { ModelId = m.Id, Part = "responsible", Name = string.Create(CultureInfo.InvariantCulture, $"Người phụ trách mô phỏng số {number}") });
            w.Db.ModelPeople.AddRange(verified[m.Id].Select(e => new ModelPersonRow { ModelId = m.Id, Part = "verified_by:" + e, Name = "Tổ xác minh mô phỏng" }));
            w.Db.ModelResults.AddRange(SimulatedWords.Results(field, random).Select((r, i) => new ModelResultRow
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"k-{m.Id}-{i}"), ModelId = m.Id, Kind = r.Kind, Measure = r.Measure, Quantity = r.Quantity,
                Exactness = random.Next(5) == 0 ? Exactness.Over : Exactness.Exact, On = m.LastOn, Note = r.Note, ByUser = "simulator", At = LocalDay.StartUtc(m.LastOn).AddHours(9),
            }));
        }

        await w.Db.SaveChangesAsync(ct);
        w.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        return models.Count;
    }

    private static async Task<int> AddHonoursAsync(WriteSession w, Campaign campaign, Reference reference, int seed, CancellationToken ct)
    {
        var anchor = LocalDay.Of(w.Now);
        var random = new Random(HashCode(seed, 7, s_honoured.Length));
        var communes = reference.Places.Under(campaign.RootUnitId, anchor, Domain.Localities.UnitLevel.Commune);
        var (count, first) = (0, new DateOnly(campaign.From!.Value.Year, 3, 1));
        foreach (var (name, field, kind) in s_honoured)
        {
            // Over the days of the campaign's first year that have come, a month apart.
            var on = first.AddDays((count * 21) + random.Next(14));
            var unit = communes[random.Next(communes.Count)];
            if (on > anchor || !campaign.Covers(on) || reference.Bodies.PartyCommitteeOf(unit.Id) is not { } body)
            {
                continue;
            }

            var (number, individual) = (++count, random.Next(3) == 0);
            var full = individual ? string.Create(CultureInfo.InvariantCulture, $"Cá nhân mô phỏng, {TextFold.LowerFirst(name)} số {number}") : string.Create(CultureInfo.InvariantCulture, $"{name} - mô phỏng {number:00}");
            var subject = individual ? Subject.Individual : Subject.Collective;
            var recipient = new RecipientRow
            {
                Id = $"p-{campaign.Id}-{number}", CampaignId = campaign.Id, Name = full, NameFolded = TextFold.Fold(full), NameSort = TextFold.SortKey(full), Subject = subject, UnitId = unit.Id, BodyId = body.Id,
                // Some agreed to be named, some did not.
                Consent = individual ? number % 10 != 0 : null,
            };
            var decision = DecisionBook.New(w, Actor.System, campaign.Id, DecisionRules.KindOf(kind)!.Value, string.Create(CultureInfo.InvariantCulture, $"MÔ PHỎNG-{(kind == ModelEventKind.Exemplar ? "ĐH" : "KT")}-{900 + number}"), on, body.NameOn(on));
            var form = kind == ModelEventKind.Commend ? AwardForm.GiayKhen : (AwardForm?)null;
            (decision.Id, decision.BodyId, decision.Level, decision.Form, decision.EnteredBy, decision.At) = ($"q-{campaign.Id}-{number}", body.Id, RecognitionLevel.Commune, form, "simulator", Moment(on));
            var honour = new HonourRow
            {
                Id = $"h-{campaign.Id}-{number}", Sequence = await w.NextSequenceAsync(ct), CampaignId = campaign.Id, RecipientId = recipient.Id, Kind = kind, On = on, UnitId = unit.Id, BodyId = body.Id, Field = field,
                Subject = subject, Block = body.Block, Level = RecognitionLevel.Commune, Form = form, DecisionId = decision.Id, ByUser = "simulator",
            };
            w.Db.Recipients.Add(recipient);
            w.Db.Decisions.Add(decision);
            w.Db.Honours.Add(honour);
            w.Append(
                new()
                {
                    Sequence = honour.Sequence, At = Moment(on), On = on, Kind = kind == ModelEventKind.Exemplar ? "honour.exemplar" : "honour.commended", CampaignId = campaign.Id, UnitId = unit.Id, BodyId = body.Id,
                    Field = field, Subject = subject,
                },
                new CommittedHonour(honour, Revoked: false));
        }

        return count;
    }

    private static async Task<int> AddHelpAsync(WriteSession w, Campaign campaign, Reference reference, int seed, CancellationToken ct)
    {
        var anchor = LocalDay.Of(w.Now);
        var random = new Random(HashCode(seed, 11, s_help.Length));
        var communes = reference.Places.Under(campaign.RootUnitId, anchor, Domain.Localities.UnitLevel.Commune);
        var helpers = BodyFacts.NonLocalKeys.Select(k => reference.Bodies.Find(BodyFacts.ProvincialId(campaign.RootUnitId, k))).OfType<Domain.Bodies.Body>().ToList();
        var count = 0;
        foreach (var (works, howMany, million) in s_help)
        {
            var since = new DateOnly(campaign.From!.Value.Year, 1 + random.Next(9), 10);
            var (unit, helper) = (communes[random.Next(communes.Count)], helpers[random.Next(helpers.Count)]);
            if (since > anchor)
            {
                continue;
            }

            var number = ++count;
            var row = new HelpLinkRow
            {
                Id = $"k-{campaign.Id}-{number}", Sequence = await w.NextSequenceAsync(ct), CampaignId = campaign.Id, FromBodyId = helper.Id, FromCount = 1, ToUnitId = unit.Id,
                ToVillage = string.Create(CultureInfo.InvariantCulture, $"bản mô phỏng số {1 + random.Next(9)}"), ToCount = 1, Works = works, WorksCount = howMany, Value = million * 1_000_000,
                Exactness = Exactness.Exact, Since = since.ToString("yyyy-MM", CultureInfo.InvariantCulture), Until = string.Empty, Note = "Dữ liệu mô phỏng.", EnteredBy = "simulator", At = Moment(since),
            };
            w.Db.HelpLinks.Add(row);
            w.Append(new() { Sequence = row.Sequence, At = Moment(since), On = since, Kind = "help.recorded", CampaignId = campaign.Id, UnitId = unit.Id, BodyId = helper.Id });
        }

        return count;
    }

    private static DateTime Moment(DateOnly on) => LocalDay.StartUtc(on).AddHours(9);

    // Not of the framework, whose hashes differ from run to run.
    private static int HashCode(int seed, int part, int number) => unchecked((((seed * 397) ^ part) * 397) ^ number);
}
