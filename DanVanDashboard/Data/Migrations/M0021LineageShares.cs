using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>By what the shares of a divided unit are estimated, and where they are from.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0021_LineageShares")]
public sealed class M0021LineageShares : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("share_basis", "lineage", nullable: true);
        migrationBuilder.AddColumn<string>("share_source", "lineage", nullable: true);
    }
}
