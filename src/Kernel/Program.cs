using HstNotebooks.Kernel.CommandLine;

return await CommandLineProgram.RunAsync(args).ConfigureAwait(false);
