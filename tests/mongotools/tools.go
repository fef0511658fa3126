//go:build tools

// Package mongotools names MongoDB's own tools, so that go.mod pins them: tests build them and let them read our dumps.
package mongotools

import (
	_ "github.com/mongodb/mongo-tools/bsondump/main"
	_ "github.com/mongodb/mongo-tools/mongodump/main"
	_ "github.com/mongodb/mongo-tools/mongoimport/main"
	_ "github.com/mongodb/mongo-tools/mongorestore/main"
)
