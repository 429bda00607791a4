using Microsoft.VisualStudio.TestTools.UnitTesting;

// Two cores, servers and processes: one test at a time. The simulated board that controllers find is the program's only one, too.
[assembly: DoNotParallelize]
