using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>What becomes of villages, where they lie, and which village a person matched a model to.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0019_Villages")]
public sealed class M0019Villages : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.AddColumn<string>("successor_id", "villages", nullable: true);
        b.AddColumn<string>("decision", "villages", nullable: true);
        b.AddColumn<double>("lat", "villages", nullable: true);
        b.AddColumn<double>("lon", "villages", nullable: true);
        b.AddColumn<bool>("simulated", "villages", nullable: false, defaultValue: false);
        b.AddColumn<DateTime>("withdrawn_at", "villages", nullable: true);
        b.AddColumn<long>("version", "villages", nullable: false, defaultValue: 0L);
        // A name comes back on the same day when a change is taken back and made again.
        b.DropIndex("ix_villages_unit", "villages");
        b.CreateIndex("ix_villages_unit", "villages", ["unit_id", "name", "valid_from"]);
        b.CreateTable("model_villages", t => new
        {
            model_id = t.Column<string>(), village_id = t.Column<string>(), by_user = t.Column<string>(), at = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_model_villages", x => x.model_id);
            t.ForeignKey("fk_model_villages_model", x => x.model_id, "models", "id");
            t.ForeignKey("fk_model_villages_village", x => x.village_id, "villages", "id");
        });
        b.CreateIndex("ix_model_villages_village", "model_villages", ["village_id"]);
    }
}
