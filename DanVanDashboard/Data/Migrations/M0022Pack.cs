using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>The template of slides; what was cleared for the press.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0022_Pack")]
public sealed class M0022Pack : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.CreateTable(
            "deck_templates",
            t => new
            {
                id = t.Column<string>(), name = t.Column<string>(), size = t.Column<long>(), sha256 = t.Column<string>(), content = t.Column<byte[]>(), layouts = t.Column<int>(), width = t.Column<int>(),
                height = t.Column<int>(), by_user = t.Column<string>(), at = t.Column<DateTime>(), removed_by = t.Column<string>(nullable: true), removed_at = t.Column<DateTime>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_deck_templates", x => x.id));
        b.CreateTable(
            "press_clearances",
            t => new
            {
                id = t.Column<string>(), model_id = t.Column<string>(), model_version = t.Column<long>(), by_user = t.Column<string>(), at = t.Column<DateTime>(), withdrawn_by = t.Column<string>(nullable: true),
                withdrawn_at = t.Column<DateTime>(nullable: true),
            },
            constraints: t =>
            {
                t.PrimaryKey("pk_press_clearances", x => x.id);
                t.ForeignKey("fk_press_clearances_model", x => x.model_id, "models", "id");
            });
        b.CreateIndex("ix_press_clearances_model", "press_clearances", ["model_id"]);
    }
}
