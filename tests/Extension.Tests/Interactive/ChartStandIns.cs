// The smallest stand-in of the types of Plotly.NET and Microsoft.Data.Analysis that the scripts on demand use.
namespace Plotly.NET
{
    public class Trace(string type)
    {
        public string Type { get; } = type;
        public Dictionary<string, object?> Values { get; } = [];
        public void SetProperty(string name, object? value) => Values[name] = value;
    }

    public class Layout
    {
        public Dictionary<string, object?> Values { get; } = [];
        public void SetValue(string name, object? value) => Values[name] = value;
    }

    public class GenericChart(IReadOnlyList<Trace> traces, Layout layout)
    {
        public IReadOnlyList<Trace> Traces { get; } = traces;
        public Layout Layout { get; } = layout;
        public static GenericChart ofTraceObject(bool useDefaults, Trace trace) => new([trace], new());
        public static GenericChart combine(IEnumerable<GenericChart> charts) => new([.. charts.SelectMany(c => c.Traces)], new());
        public static GenericChart setLayout(Layout layout, GenericChart chart) => new(chart.Traces, layout);
    }
}

namespace Microsoft.Data.Analysis
{
    public abstract class DataFrameColumn(string name, Type type, IReadOnlyList<object?> values)
    {
        public string Name { get; } = name;
        public Type DataType { get; } = type;
        public long Length => values.Count;
        public object? this[long row] => values[(int)row];
    }

    public class PrimitiveDataFrameColumn<T>(string name, IEnumerable<T?> values) : DataFrameColumn(name, typeof(T), [.. values.Select(v => (object?)v)]) where T : struct;

    public class StringDataFrameColumn(string name, IEnumerable<string?> values) : DataFrameColumn(name, typeof(string), [.. values]);

    public class DataFrame(IEnumerable<DataFrameColumn> columns)
    {
        public IReadOnlyList<DataFrameColumn> Columns { get; } = [.. columns];
    }
}
