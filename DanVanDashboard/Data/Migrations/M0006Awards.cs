using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Decisions, honours without a model, help links.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0006_Awards")]
public sealed class M0006Awards : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.CreateTable("decisions", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), kind = t.Column<string>(), number = t.Column<string>(nullable: true), number_key = t.Column<string>(nullable: true),
            on = t.Column<DateOnly>(), year = t.Column<int>(), body = t.Column<string>(), body_id = t.Column<string>(nullable: true), level = t.Column<string>(nullable: true),
            form = t.Column<string>(nullable: true), signed_by = t.Column<string>(nullable: true), note = t.Column<string>(nullable: true), reason = t.Column<string>(nullable: true),
            withdraws_id = t.Column<string>(nullable: true), entered_by = t.Column<string>(), on_behalf = t.Column<bool>(), at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_decisions", x => x.id);
            t.ForeignKey("fk_decisions_campaign", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_decisions_withdraws", x => x.withdraws_id, "decisions", "id");
        });
        b.CreateIndex("ix_decisions_list", "decisions", ["campaign_id", "year", "on"]);
        b.CreateIndex("ix_decisions_number", "decisions", ["campaign_id", "year", "number_key"]);

        // No foreign key: SQLite would have to copy the whole table for it.
        b.AddColumn<string>("decision_id", "model_events", nullable: true);
        b.CreateIndex("ix_model_events_decision", "model_events", "decision_id", filter: "decision_id IS NOT NULL");

        b.CreateTable("recipients", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), name = t.Column<string>(), name_folded = t.Column<string>(), name_sort = t.Column<string>(),
            subject = t.Column<string>(), unit_id = t.Column<string>(), body_id = t.Column<string>(nullable: true), non_local = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_recipients", x => x.id);
            t.ForeignKey("fk_recipients_campaign", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_recipients_unit", x => x.unit_id, "units", "id");
        });
        b.CreateIndex("ix_recipients_name", "recipients", ["campaign_id", "name_folded"]);

        b.CreateTable("honours", t => new
        {
            id = t.Column<string>(), sequence = t.Column<long>(), campaign_id = t.Column<string>(), recipient_id = t.Column<string>(), kind = t.Column<string>(), on = t.Column<DateOnly>(),
            unit_id = t.Column<string>(), body_id = t.Column<string>(nullable: true), non_local = t.Column<bool>(), field = t.Column<string>(nullable: true), subject = t.Column<string>(),
            block = t.Column<string>(nullable: true), themes = t.Column<string>(nullable: true), level = t.Column<string>(nullable: true), form = t.Column<string>(nullable: true),
            decision_id = t.Column<string>(nullable: true), by_user = t.Column<string>(), on_behalf = t.Column<bool>(), revoked_sequence = t.Column<long>(nullable: true),
            revoked_reason = t.Column<string>(nullable: true), revoked_by_decision_id = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_honours", x => x.id);
            t.ForeignKey("fk_honours_recipient", x => x.recipient_id, "recipients", "id");
            t.ForeignKey("fk_honours_decision", x => x.decision_id, "decisions", "id");
        });
        b.CreateIndex("ix_honours_sequence", "honours", ["sequence"], unique: true);
        b.CreateIndex("ix_honours_list", "honours", ["campaign_id", "kind", "on"]);
        b.CreateIndex("ix_honours_recipient", "honours", ["recipient_id", "sequence"]);

        b.CreateTable("help_links", t => new
        {
            id = t.Column<string>(), sequence = t.Column<long>(), campaign_id = t.Column<string>(), from_unit_id = t.Column<string>(nullable: true), from_body_id = t.Column<string>(nullable: true),
            from_count = t.Column<int>(), to_unit_id = t.Column<string>(), to_village = t.Column<string>(nullable: true), to_count = t.Column<int>(), works = t.Column<string>(),
            works_count = t.Column<int>(nullable: true), value = t.Column<decimal>(nullable: true), exactness = t.Column<string>(), document = t.Column<string>(nullable: true),
            since = t.Column<string>(), until = t.Column<string>(), note = t.Column<string>(nullable: true), entered_by = t.Column<string>(), on_behalf = t.Column<bool>(),
            at = t.Column<DateTime>(), withdrawn_at = t.Column<DateTime>(nullable: true), withdrawn_by = t.Column<string>(nullable: true), withdrawn_reason = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_help_links", x => x.id);
            t.ForeignKey("fk_help_links_campaign", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_help_links_unit", x => x.to_unit_id, "units", "id");
        });
        b.CreateIndex("ix_help_links_campaign", "help_links", ["campaign_id", "to_unit_id"]);
    }
}
