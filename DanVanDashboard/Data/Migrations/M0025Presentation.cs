using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Frozen figures with the confirmation before them, decks, and screens that show them.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0025_Presentation")]
public sealed class M0025Presentation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.CreateTable("confirmations", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), name = t.Column<string>(), query = t.Column<string>(), opened_at = t.Column<DateTime>(), closes_at = t.Column<DateTime>(),
            closed_at = t.Column<DateTime>(nullable: true), opened_by = t.Column<string>(), units = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_confirmations", x => x.id);
            t.ForeignKey("fk_confirmations_campaigns", x => x.campaign_id, "campaigns", "id");
        });
        b.CreateTable("confirmation_answers", t => new
        {
            id = t.Column<string>(), confirmation_id = t.Column<string>(), unit_id = t.Column<string>(), confirmed = t.Column<bool>(), text = t.Column<string>(nullable: true), shown = t.Column<string>(),
            seen_sequence = t.Column<long>(), by_user = t.Column<string>(), at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_confirmation_answers", x => x.id);
            t.ForeignKey("fk_confirmation_answers_confirmations", x => x.confirmation_id, "confirmations", "id");
        });
        b.CreateTable("snapshots", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), name = t.Column<string>(), name_key = t.Column<string>(), version = t.Column<int>(), query = t.Column<string>(), sequence = t.Column<long>(),
            figures_sequence = t.Column<long>(), frozen_at = t.Column<DateTime>(), frozen_by = t.Column<string>(), note = t.Column<string>(nullable: true), confirmation_id = t.Column<string>(nullable: true),
            asked = t.Column<int>(), confirmed = t.Column<int>(), objected = t.Column<int>(), figures = t.Column<byte[]>(), hash = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_snapshots", x => x.id);
            t.ForeignKey("fk_snapshots_campaigns", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_snapshots_confirmations", x => x.confirmation_id, "confirmations", "id");
        });
        b.CreateTable("decks", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), name = t.Column<string>(), theme = t.Column<string>(), query = t.Column<string>(), slides = t.Column<string>(),
            snapshot_id = t.Column<string>(nullable: true), made_by = t.Column<string>(), made_at = t.Column<DateTime>(), changed_at = t.Column<DateTime>(), version = t.Column<int>(),
            deleted_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_decks", x => x.id);
            t.ForeignKey("fk_decks_campaigns", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_decks_snapshots", x => x.snapshot_id, "snapshots", "id");
        });
        b.CreateTable("screens", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), name = t.Column<string>(), hash = t.Column<string>(), deck_id = t.Column<string>(nullable: true), ready = t.Column<string>(nullable: true),
            query = t.Column<string>(), seconds = t.Column<int>(), made_by = t.Column<string>(), made_at = t.Column<DateTime>(), revoked_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_screens", x => x.id);
            t.ForeignKey("fk_screens_campaigns", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_screens_decks", x => x.deck_id, "decks", "id");
        });
        b.CreateIndex("ix_snapshots_name", "snapshots", ["campaign_id", "name_key", "version"], unique: true);
        b.CreateIndex("ix_confirmation_answers_confirmation", "confirmation_answers", ["confirmation_id", "unit_id"]);
        b.CreateIndex("ix_decks_campaign", "decks", ["campaign_id"]);
        b.CreateIndex("ix_screens_hash", "screens", ["hash"], unique: true);
    }
}
