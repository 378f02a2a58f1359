using HstNotebooks.Errors;
using HstNotebooks.Kernel.Jupyter;

namespace HstNotebooks.Tests.Jupyter;

public sealed class ConnectionFileTests
{
    [Theory]
    [InlineData("", "it is no JSON")]
    [InlineData("this is a text", "it is no JSON")]
    [InlineData("{\"ip\": \"127.0.0.1\"}", "shell_port is missing")]
    [InlineData("{\"signature_scheme\": \"hmac-md5\"}", "hmac-md5 is not supported")]
    public void What_is_no_connection_file_is_refused_with_its_fault(string text, string fault)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            var error = Assert.Throws<InputException>(() => ConnectionFile.Read(path));
            Assert.EndsWith(fault, error.Message, StringComparison.Ordinal);
            Assert.Equal(path, error.File);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
