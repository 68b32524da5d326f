using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>What a campaign asks for, who owes it by when, more time for one body, and reminders.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0009_Periods")]
public sealed class M0009Periods : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.AddColumn<int>("grace_days", "obligations", nullable: false, defaultValue: 0);
        b.AddColumn<DateOnly>("extended_to", "obligations", nullable: true);
        b.AddColumn<DateOnly>("locks_on", "obligations", nullable: true);

        b.CreateTable("asked_figures", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), line = t.Column<string>(), version = t.Column<int>(), metric = t.Column<string>(),
            name_vi = t.Column<string>(nullable: true), name_en = t.Column<string>(nullable: true), field = t.Column<string>(nullable: true),
            subject = t.Column<string>(nullable: true), level = t.Column<string>(nullable: true), split = t.Column<string>(), measure_vi = t.Column<string>(),
            measure_en = t.Column<string>(), time_meaning = t.Column<string>(), place = t.Column<string>(), body_kinds = t.Column<string>(), blocks = t.Column<string>(),
            bodies = t.Column<string>(), period_kinds = t.Column<string>(), prefill = t.Column<string>(), from_period = t.Column<string>(), retired = t.Column<bool>(),
            reason = t.Column<string>(nullable: true), order = t.Column<int>(), set_by = t.Column<string>(), set_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_asked_figures", x => x.id);
            t.ForeignKey("fk_asked_figures_campaign", x => x.campaign_id, "campaigns", "id");
        });
        b.CreateIndex("ix_asked_figures_line", "asked_figures", ["campaign_id", "line", "version"], unique: true);

        b.CreateTable("obligation_rules", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), period_kinds = t.Column<string>(), days_after_end = t.Column<int>(), grace_days = t.Column<int>(),
            lock_days = t.Column<int>(nullable: true), place = t.Column<string>(), body_kinds = t.Column<string>(), blocks = t.Column<string>(), bodies = t.Column<string>(),
            set_by = t.Column<string>(), set_at = t.Column<DateTime>(), ended_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_obligation_rules", x => x.id);
            t.ForeignKey("fk_obligation_rules_campaign", x => x.campaign_id, "campaigns", "id");
        });

        b.CreateTable("extensions", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), body_id = t.Column<string>(), period = t.Column<string>(), until = t.Column<DateOnly>(),
            reason = t.Column<string>(), document = t.Column<string>(nullable: true), given_by = t.Column<string>(), given_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_extensions", x => x.id);
            t.ForeignKey("fk_extensions_campaign", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_extensions_body", x => x.body_id, "bodies", "id");
        });
        b.CreateIndex("ix_extensions_body", "extensions", ["campaign_id", "period", "body_id"]);

        b.CreateTable("reminders", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), body_id = t.Column<string>(), period = t.Column<string>(), day = t.Column<DateOnly>(),
            at = t.Column<DateTime>(), by_user = t.Column<string>(), forced = t.Column<bool>(), people = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_reminders", x => x.id);
            t.ForeignKey("fk_reminders_campaign", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_reminders_body", x => x.body_id, "bodies", "id");
        });
        b.CreateIndex("ix_reminders_body", "reminders", ["campaign_id", "period", "body_id"]);
    }
}
