using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Boundaries as they were imported: sets with day, source and licence, and the shape of each unit that a set names.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0016_Boundaries")]
public sealed class M0016Boundaries : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.CreateTable("boundary_sets", t => new
        {
            id = t.Column<string>(), name = t.Column<string>(), valid_from = t.Column<DateOnly>(), source = t.Column<string>(), licence = t.Column<string>(), file_name = t.Column<string>(),
            file_hash = t.Column<string>(), root_unit_id = t.Column<string>(), units = t.Column<int>(), points = t.Column<int>(), number = t.Column<long>(), imported_by = t.Column<string>(),
            imported_at = t.Column<DateTime>(), withdrawn_by = t.Column<string>(nullable: true), withdrawn_at = t.Column<DateTime>(nullable: true), withdrawn_reason = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_boundary_sets", x => x.id);
            t.ForeignKey("fk_boundary_sets_root", x => x.root_unit_id, "units", "id");
        });
        b.CreateTable("boundary_shapes", t => new
        {
            set_id = t.Column<string>(), unit_id = t.Column<string>(), overview = t.Column<byte[]>(), fine = t.Column<byte[]>(), whole = t.Column<byte[]>(), matched_by = t.Column<string>(),
            feature = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_boundary_shapes", x => new { x.set_id, x.unit_id });
            t.ForeignKey("fk_boundary_shapes_set", x => x.set_id, "boundary_sets", "id");
            t.ForeignKey("fk_boundary_shapes_unit", x => x.unit_id, "units", "id");
        });
        b.CreateIndex("ix_boundary_shapes_unit", "boundary_shapes", ["unit_id"]);
    }
}
