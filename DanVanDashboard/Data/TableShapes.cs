using System.Linq.Expressions;
using DanVanDashboard.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DanVanDashboard.Data;

/// <summary>How tables are described. Each area keeps its rows, its sets and one <c>AddX</c> in a file of its own, which <see cref="DanVanDbContext"/> calls.</summary>
internal static class TableShapes
{
    /// <summary>A table and its key.</summary>
    public static EntityTypeBuilder<T> Table<T>(this ModelBuilder builder, string name, Expression<Func<T, object?>> key)
        where T : class
    {
        var entity = builder.Entity<T>();
        entity.ToTable(name);
        entity.HasKey(key);
        return entity;
    }

    /// <summary>A foreign key. EF needs it only to order its inserts; nothing is navigated, and nothing is deleted along.</summary>
    public static void Belongs<TChild, TParent>(this ModelBuilder builder, string column)
        where TChild : class
        where TParent : class =>
        builder.Entity<TChild>().HasOne<TParent>().WithMany().HasForeignKey(column).OnDelete(DeleteBehavior.Restrict);
}

/// <summary>Stores an enumeration by its outside name.</summary>
internal sealed class WireConverter<T>() : ValueConverter<T, string>(v => Wire.Name(v), v => Wire.Parse<T>(v)!.Value)
    where T : struct, Enum;
