using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>What the board keeps of campaigns: closed, themes, retired fields, clusters; versions by which two editors do not overwrite each other; indexes of the audit log.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0011_Administration")]
public sealed class M0011Administration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        b.AddColumn<bool>("closed", "campaigns", nullable: false, defaultValue: false);
        b.AddColumn<long>("version", "campaigns", nullable: false, defaultValue: 0L);
        b.AddColumn<bool>("retired", "campaign_fields", nullable: false, defaultValue: false);
        b.AddColumn<long>("version", "bodies", nullable: false, defaultValue: 0L);
        b.CreateTable("campaign_themes", t => new
        {
            campaign_id = t.Column<string>(), key = t.Column<string>(), name_vi = t.Column<string>(), name_en = t.Column<string>(), order = t.Column<int>(), retired = t.Column<bool>(),
            merged_into = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_campaign_themes", x => new { x.campaign_id, x.key });
            t.ForeignKey("fk_campaign_themes_campaign", x => x.campaign_id, "campaigns", "id");
        });
        b.CreateTable("clusters", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), name = t.Column<string>(), order = t.Column<int>(), valid_from = t.Column<DateOnly>(),
            valid_to = t.Column<DateOnly>(nullable: true), version = t.Column<long>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_clusters", x => x.id);
            t.ForeignKey("fk_clusters_campaign", x => x.campaign_id, "campaigns", "id");
        });
        b.CreateTable("cluster_members", t => new
        {
            id = t.Column<string>(), cluster_id = t.Column<string>(), unit_id = t.Column<string>(nullable: true), body_id = t.Column<string>(nullable: true),
            from = t.Column<DateOnly>(), to = t.Column<DateOnly>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_cluster_members", x => x.id);
            t.ForeignKey("fk_cluster_members_cluster", x => x.cluster_id, "clusters", "id");
            t.ForeignKey("fk_cluster_members_unit", x => x.unit_id, "units", "id");
            t.ForeignKey("fk_cluster_members_body", x => x.body_id, "bodies", "id");
        });
        b.CreateIndex("ix_cluster_members_cluster", "cluster_members", ["cluster_id"]);
        b.CreateIndex("ix_audit_user", "audit", ["by_user", "number"]);
        b.CreateIndex("ix_audit_action", "audit", ["action", "number"]);
        b.CreateIndex("ix_audit_subject", "audit", ["subject", "number"]);
    }
}
