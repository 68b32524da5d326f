using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Conversation on models, criteria sets, scores; mail of notices.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0005_Decisions")]
public sealed class M0005Decisions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.CreateTable("messages", t => new
        {
            id = t.Column<string>(), model_id = t.Column<string>(), point_id = t.Column<string>(nullable: true), field = t.Column<string>(nullable: true),
            text = t.Column<string>(), event_id = t.Column<string>(nullable: true), by_user = t.Column<string>(), at = t.Column<DateTime>(),
            resolved_by = t.Column<string>(nullable: true), resolved_at = t.Column<DateTime>(nullable: true), sequence = t.Column<long>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_messages", x => x.id);
            t.ForeignKey("fk_messages_model", x => x.model_id, "models", "id");
            t.ForeignKey("fk_messages_point", x => x.point_id, "messages", "id");
        });
        b.CreateIndex("ix_messages_model", "messages", ["model_id", "at"]);
        b.CreateIndex("ix_messages_open", "messages", ["model_id"], filter: "point_id IS NULL AND resolved_at IS NULL");

        b.CreateTable("criteria_sets", t => new
        {
            id = t.Column<string>(), set_key = t.Column<string>(), version = t.Column<int>(), campaign_id = t.Column<string>(), level = t.Column<string>(),
            subject = t.Column<string>(nullable: true), name = t.Column<string>(), sample = t.Column<bool>(), pass_mark = t.Column<decimal>(), months_required = t.Column<int>(),
            valid_from = t.Column<DateOnly>(), valid_to = t.Column<DateOnly>(nullable: true), set_by = t.Column<string>(), set_at = t.Column<DateTime>(),
            replaced_by = t.Column<string>(nullable: true), sequence = t.Column<long>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_criteria_sets", x => x.id);
            t.ForeignKey("fk_criteria_sets_campaign", x => x.campaign_id, "campaigns", "id");
        });
        b.CreateIndex("ix_criteria_sets_version", "criteria_sets", ["set_key", "version"], unique: true);
        b.CreateIndex("ix_criteria_sets_campaign", "criteria_sets", ["campaign_id", "level"]);

        b.CreateTable("criteria", t => new
        {
            set_id = t.Column<string>(), position = t.Column<int>(), key = t.Column<string>(), title = t.Column<string>(), guidance = t.Column<string>(nullable: true),
            max_points = t.Column<decimal>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_criteria", x => new { x.set_id, x.position });
            t.ForeignKey("fk_criteria_set", x => x.set_id, "criteria_sets", "id");
        });

        b.CreateTable("scores", t => new
        {
            id = t.Column<string>(), model_id = t.Column<string>(), self = t.Column<bool>(), round = t.Column<int>(), set_id = t.Column<string>(nullable: true),
            total = t.Column<decimal>(), max_total = t.Column<decimal>(nullable: true), remark = t.Column<string>(nullable: true), on = t.Column<DateOnly>(),
            by_user = t.Column<string>(), on_behalf = t.Column<bool>(), body = t.Column<string>(nullable: true), at = t.Column<DateTime>(), sequence = t.Column<long>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_scores", x => x.id);
            t.ForeignKey("fk_scores_model", x => x.model_id, "models", "id");
            t.ForeignKey("fk_scores_set", x => x.set_id, "criteria_sets", "id");
        });
        b.CreateIndex("ix_scores_model", "scores", ["model_id", "round"]);
        // One sheet of an appraiser in a round; whoever runs a model may score it anew.
        b.CreateIndex("ix_scores_once", "scores", ["model_id", "round", "by_user"], unique: true, filter: "NOT self");
        b.CreateIndex("ix_scores_set", "scores", ["set_id"]);

        b.CreateTable("score_points", t => new
        {
            score_id = t.Column<string>(), position = t.Column<int>(), criterion = t.Column<string>(), points = t.Column<decimal>(), remark = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_score_points", x => new { x.score_id, x.position });
            t.ForeignKey("fk_score_points_score", x => x.score_id, "scores", "id");
        });

        b.AddColumn<bool>("still_running", "model_events", nullable: true);
        b.AddColumn<string>("evidence", "model_events", nullable: true);
        b.AddColumn<string>("email", "accounts", nullable: true);
        b.AddColumn<int>("mail_tries", "notices", nullable: false, defaultValue: 0);
        b.AddColumn<DateTime>("mail_after", "notices", nullable: true);
        b.CreateIndex("ix_notices_mail", "notices", ["mailed_at", "mail_after"]);
    }
}
