// analyze runs all of Istio's own analyzers on a file, with its Services, Pods, Namespaces and Secrets, which
// `istioctl analyze` leaves out of files, and with them every check that needs one. It prints the messages as JSON.
//
// Usage: analyze FILE [MESHCONFIG]
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"istio.io/istio/pkg/config/analysis/analyzers"
	"istio.io/istio/pkg/config/analysis/local"
	"istio.io/istio/pkg/log"
)

// message has the fields, and their names, of `istioctl analyze -o json`.
type message struct {
	Code   string `json:"code"`
	Level  string `json:"level"`
	Origin string `json:"origin"`
	Text   string `json:"message"`
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) < 1 || len(args) > 2 {
		return fmt.Errorf("%d arguments given, one or two expected: FILE [MESHCONFIG]", len(args))
	}
	// Istio's logging would mix with the messages.
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
	file, err := os.Open(args[0])
	if err != nil {
		return err
	}
	analyzer := local.NewIstiodAnalyzer(analyzers.AllCombined(), "", "istio-system", nil)
	if err := analyzer.AddTestReaderKubeSource([]local.ReaderSource{{Name: args[0], Reader: file}}); err != nil {
		return err
	}
	if len(args) == 2 {
		if err := analyzer.AddFileKubeMeshConfig(args[1]); err != nil {
			return err
		}
	}
	result, err := analyzer.Analyze(make(chan struct{}))
	if err != nil {
		return err
	}
	messages := []message{}
	for _, m := range result.Messages {
		one := message{Code: m.Type.Code(), Level: m.Type.Level().String()}
		one.Text = fmt.Sprintf(m.Type.Template(), m.Parameters...)
		if m.Resource != nil {
			one.Origin = m.Resource.Origin.FriendlyName()
		}
		messages = append(messages, one)
	}
	return json.NewEncoder(out).Encode(messages)
}
