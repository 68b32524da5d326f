using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Households and party cells beside people, each with year, source and versions of its own.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0024_Denominators")]
public sealed class M0024Denominators : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("kind", "populations", nullable: false, defaultValue: "people");
        migrationBuilder.DropIndex("ix_populations_unit", "populations");
        migrationBuilder.CreateIndex("ix_populations_unit", "populations", ["unit_id", "kind", "year", "version"], unique: true);
    }
}
