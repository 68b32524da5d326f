using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>Where the village of a model of a divided unit went.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0023_ModelWays")]
public sealed class M0023ModelWays : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("went_to", "models", nullable: true);
        // Few models are of a divided unit; which ways there are is asked with every restated list.
        migrationBuilder.CreateIndex("ix_models_went_to", "models", ["campaign_id", "unit_id", "went_to"], filter: "went_to IS NOT NULL");
    }
}
