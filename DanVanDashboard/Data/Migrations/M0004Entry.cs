using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Texts, results, changed facts and drafts of registrations, and files.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0004_Entry")]
public sealed class M0004Entry : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.AddColumn<DateOnly>("complete_by", "models", nullable: true);
        b.CreateTable("model_texts", t => new
        {
            model_id = t.Column<string>(), part = t.Column<string>(), text = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_model_texts", x => new { x.model_id, x.part });
            t.ForeignKey("fk_model_texts_model", x => x.model_id, "models", "id");
        });
        b.CreateTable("model_results", t => new
        {
            id = t.Column<string>(), model_id = t.Column<string>(), kind = t.Column<string>(), measure = t.Column<string>(), quantity = t.Column<decimal>(), exactness = t.Column<string>(),
            on = t.Column<DateOnly>(nullable: true), note = t.Column<string>(nullable: true), by_user = t.Column<string>(), at = t.Column<DateTime>(),
            withdrawn_by = t.Column<string>(nullable: true), withdrawn_at = t.Column<DateTime>(nullable: true), withdrawn_reason = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_model_results", x => x.id);
            t.ForeignKey("fk_model_results_model", x => x.model_id, "models", "id");
        });
        b.CreateIndex("ix_model_results_model", "model_results", ["model_id", "at"]);
        b.CreateTable("model_fact_changes", t => new
        {
            id = t.Column<string>(), model_id = t.Column<string>(), fact = t.Column<string>(), before = t.Column<string>(nullable: true), after = t.Column<string>(nullable: true),
            by_user = t.Column<string>(), on_behalf = t.Column<bool>(), at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_model_fact_changes", x => x.id);
            t.ForeignKey("fk_model_fact_changes_model", x => x.model_id, "models", "id");
        });
        b.CreateIndex("ix_model_fact_changes_model", "model_fact_changes", ["model_id", "at"]);
        b.CreateTable("model_drafts", t => new
        {
            id = t.Column<string>(), user_id = t.Column<string>(), campaign_id = t.Column<string>(), title = t.Column<string>(), content = t.Column<string>(),
            version = t.Column<int>(), tab = t.Column<string>(nullable: true), created_at = t.Column<DateTime>(), saved_at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_model_drafts", x => x.id);
            t.ForeignKey("fk_model_drafts_account", x => x.user_id, "accounts", "id");
            t.ForeignKey("fk_model_drafts_campaign", x => x.campaign_id, "campaigns", "id");
        });
        b.CreateIndex("ix_model_drafts_user", "model_drafts", ["user_id", "saved_at"]);
        b.CreateTable("attachments", t => new
        {
            id = t.Column<string>(), owner_kind = t.Column<string>(), owner_id = t.Column<string>(), name = t.Column<string>(), media_type = t.Column<string>(), size = t.Column<long>(),
            sha256 = t.Column<string>(), caption = t.Column<string>(nullable: true), people = t.Column<bool>(nullable: true), consent = t.Column<bool>(nullable: true),
            @internal = t.Column<bool>(), thumbnail = t.Column<bool>(), by_user = t.Column<string>(), at = t.Column<DateTime>(),
            withdrawn_by = t.Column<string>(nullable: true), withdrawn_at = t.Column<DateTime>(nullable: true), withdrawn_reason = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_attachments", x => x.id));
        b.CreateIndex("ix_attachments_owner", "attachments", ["owner_kind", "owner_id", "at"]);
        b.CreateTable("uploads", t => new
        {
            id = t.Column<string>(), owner_kind = t.Column<string>(), owner_id = t.Column<string>(), name = t.Column<string>(), size = t.Column<long>(),
            caption = t.Column<string>(nullable: true), people = t.Column<bool>(nullable: true), consent = t.Column<bool>(nullable: true), @internal = t.Column<bool>(),
            by_user = t.Column<string>(), at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_uploads", x => x.id);
            t.ForeignKey("fk_uploads_account", x => x.by_user, "accounts", "id");
        });
        b.CreateIndex("ix_uploads_user", "uploads", ["by_user", "at"]);
    }
}
